/** What to try first: addresses, and five commands that work when they are pasted, in this order, into one shell. */

const CENTRE = "370481102";
const CLERK = `${CENTRE}-a1`;
const DAY_MS = 86_400_000;

export type Tour = {
  readonly addresses: readonly (readonly [string, string])[];
  readonly commands: readonly TourCommand[];
};
export type TourCommand = { readonly zh: string; readonly en: string; readonly command: string };

/** Each answer ends its line. */
const CURL = "curl -s -w '\\n'";
/** The value of a string field of a flat JSON answer, without asking for any tool but sed. */
const field = (name: string): string => `sed 's/.*"${name}":"\\([^"]*\\)".*/\\1/'`;
const post = (url: string, body: object): string =>
  `${CURL} ${url} -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;

const filing = {
  itemCode: "tree-felling-licence",
  centreCode: CENTRE,
  applicant: { name: "示例甲", phone: "10000000001" },
  notifyBySms: true,
};
const calculation = { from: "2026-09-30", days: 5, unit: "working-days" };

/** @param now by the rehearsal clock */
export const tourOf = (url: string, now: number): Tour => {
  const later = new Date(now + 30 * DAY_MS).toISOString().slice(0, 19);
  const token = `$(${post(`${url}/_local/tokens`, { staffId: CLERK })} | ${field("token")})`;
  const ofReceipt = (name: string) => `$(printf '%s' "$RECEIPT" | ${field(name)})`;
  return {
    addresses: [
      ["首页 Start page", `${url}/`],
      ["接口 API", `${url}/v1/centres`],
      ["时钟 Clock", `${url}/_local/clock`],
      ["短信 SMS", `${url}/_local/sms`],
    ],
    commands: [
      {
        zh: "居民在网上提交一件办件",
        en: "A resident files a case",
        command: `RECEIPT=$(${post(`${url}/v1/cases`, filing)}); echo "$RECEIPT"`,
      },
      {
        zh: "凭编号和查询码查看",
        en: "Look it up with number and code",
        command: `${CURL} ${url}/v1/cases/${ofReceipt("caseNumber")} -H "Lookup-Code: ${ofReceipt("lookupCode")}"`,
      },
      {
        zh: "计算期限：逐日说明",
        en: "Calculate a deadline, day by day",
        command: post(`${url}/v1/deadline-calculations`, calculation),
      },
      {
        zh: `窗口人员 ${CLERK}（示例数据）登录并查看待办`,
        en: `The clerk ${CLERK} signs in and reads the work list`,
        command: `${CURL} ${url}/v1/staff/work-list -H "Authorization: Bearer ${token}"`,
      },
      {
        zh: "把时钟拨快三十天，再看发出的短信",
        en: "Move the clock on by thirty days, and read the SMS",
        command: `${post(`${url}/_local/clock`, { to: `${later}Z` })} && ${CURL} ${url}/_local/sms`,
      },
    ],
  };
};

export const tourText = ({ addresses, commands }: Tour): string =>
  [
    ...addresses.map(([name, address]) => `  ${name}: ${address}`),
    ...commands.map(({ zh, en, command }, n) => `\n${n + 1}. ${zh} / ${en}\n${command}`),
  ].join("\n");
