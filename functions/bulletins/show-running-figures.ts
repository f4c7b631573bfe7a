import { bulletinDocument } from "../../shared/bulletins/bulletin-document.ts";
import { documentPage } from "../../shared/documents/page.ts";
import { operation } from "../runtime/operation.ts";
import { type RunningNeeds, runningSheet } from "./running-sheet.ts";

/** The same as a page, in the bulletin's form; no bulletin: nothing to sign, no hash. */
export const showRunningFigures = operation("show-running-figures", (needs: RunningNeeds) => async () => {
  const { at } = needs.now();
  const sheet = await runningSheet(needs);
  const { calendarVersion, rulebookVersion } = sheet;
  const envelope = { madeAt: at, codeVersion: needs.codeVersion, calendarVersion, rulebookVersion, sha256: "" };
  const document = bulletinDocument({ sheet, envelope });
  const page = documentPage(
    {
      ...document,
      title: {
        zh: `${sheet.municipality.name}便民服务中心当月数据（未冻结）`,
        en: "Figures of the running month, not frozen",
      },
      subtitle: { zh: `${sheet.from} 至 ${sheet.to}`, en: `${sheet.from} to ${sheet.to}` },
      signing: [],
      colophon: [
        {
          zh: `统计时间 ${at}。数据随时变化，以冻结后的通报为准。`,
          en: `Counted at ${at}. They change; the frozen bulletin is what holds.`,
        },
      ],
    },
    "zh",
  );
  return { status: 200, body: page };
});
