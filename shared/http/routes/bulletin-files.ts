/** The route of a bulletin's files: a function of its own, which holds what writes them. */
import { BulletinFile, BulletinForm } from "../../bulletins/forms.ts";
import { MonthParam } from "../../bulletins/views.ts";
import { route } from "../route.ts";

export const BULLETIN_FILE_ROUTES = {
  "read-bulletin-file": route({
    function: "bulletins-files",
    audience: "office",
    tag: "bulletins",
    id: "read-bulletin-file",
    method: "GET",
    path: "/v1/office/bulletins/{month}/files/{form}",
    summary:
      "An address from which the bulletin can be saved, for some minutes: PDF, workbook, CSV, or the page in English",
    params: MonthParam.extend({ form: BulletinForm.meta({ example: "pdf" }) }),
    replies: { 200: { description: "Where it lies, and its hash", body: BulletinFile } },
    refusals: ["bulletin-not-found"],
  }),
} as const;
