/** The functions that serve bulletins, on real tables, with the rights of their deployment. */
import { createHash } from "node:crypto";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import type { AnnouncingNeeds } from "../../functions/bulletins/announce.ts";
import { answerObjection } from "../../functions/bulletins/answer-objection.ts";
import { listBulletins } from "../../functions/bulletins/list-bulletins.ts";
import { listOwnBulletins } from "../../functions/bulletins/list-own-bulletins.ts";
import { listPublicBulletins } from "../../functions/bulletins/list-public-bulletins.ts";
import type { MakingNeeds } from "../../functions/bulletins/make-bulletins.ts";
import { objectToBulletin } from "../../functions/bulletins/object-to-bulletin.ts";
import { readBulletin } from "../../functions/bulletins/read-bulletin.ts";
import { readBulletinPage } from "../../functions/bulletins/read-bulletin-page.ts";
import { readOwnBulletin } from "../../functions/bulletins/read-own-bulletin.ts";
import { readPublicBulletin } from "../../functions/bulletins/read-public-bulletin.ts";
import { recordBulletinCorrection } from "../../functions/bulletins/record-bulletin-correction.ts";
import { signOffBulletin } from "../../functions/bulletins/sign-off-bulletin.ts";
import type { Topic } from "../../functions/runtime/composition.ts";
import { httpHandler } from "../../functions/runtime/http.ts";
import type { Now } from "../../functions/runtime/operation.ts";
import { TENGZHOU_TOWN } from "../../infra/municipalities/tengzhou-town.ts";
import { attendanceBook } from "../../shared/aws/attendance-store.ts";
import { cardStore } from "../../shared/aws/card-store.ts";
import { sentMessages } from "../../shared/aws/delivery-list-store.ts";
import { readingDirectory } from "../../shared/aws/directory-store.ts";
import { takeOverStore } from "../../shared/aws/finding-store.ts";
import { ratingStore } from "../../shared/aws/rating-store.ts";
import { reportStore } from "../../shared/aws/report-store.ts";
import { returnStore } from "../../shared/aws/return-store.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import { CHINA_CALENDAR } from "../../shared/calendar/calendar.ts";
import { SAMPLE_ITEMS } from "../../shared/directory/items-sample.ts";
import { townRegister } from "../../shared/directory/register.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { Route } from "../../shared/http/route.ts";
import { BULLETIN_ROUTES } from "../../shared/http/routes/bulletins.ts";
import { BulletinRules } from "../../shared/municipality/bulletin-rules.ts";
import { PostRules } from "../../shared/municipality/posts.ts";
import { ReturnKinds } from "../../shared/municipality/return-kinds.ts";
import { clientFor, type FreshTables } from "./tables.ts";

/** What the daily run needs, on these tables, with its own rights. */
export const makingNeeds = ({ endpoint, names }: FreshTables, publish: Topic["publish"]): MakingNeeds => {
  const client = clientFor(endpoint, names, "bulletins-scheduled");
  return {
    reports: reportStore(client, names.reports),
    directory: { ...readingDirectory(client, names.directory), items: async () => SAMPLE_ITEMS },
    cards: cardStore(client, names.reports),
    ratings: ratingStore(client, names.ratings),
    book: attendanceBook(client, names.directory),
    takeOvers: takeOverStore(client, names.directory),
    sent: sentMessages(client, names.reminders),
    returns: returnStore(client, names.reports),
    register: townRegister("370481"),
    calendars: { current: async () => CHINA_CALENDAR },
    topic: { publish },
    municipality: {
      ...TENGZHOU_TOWN,
      ...{ code: "tengzhou", sampleData: true, sms: { ...TENGZHOU_TOWN.sms, provider: "log" } },
      ...{
        posts: PostRules.parse({}),
        bulletins: BulletinRules.parse({}),
        returns: ReturnKinds.parse(TENGZHOU_TOWN.returns),
      },
    },
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    codeVersion: "1",
  };
};

export type BulletinDesk = {
  /** As the function of this name may use them. */
  readonly stored: (as: string) => Reports;
  readonly people: readonly StaffMember[];
  readonly topic: AnnouncingNeeds["topic"];
  readonly now: Now;
  readonly rules?: Partial<BulletinRules>;
};
type Sent = {
  readonly sub?: string;
  readonly params?: Record<string, string>;
  readonly body?: unknown;
  readonly ifMatch?: number;
  /** Of the request: the same again is the same request again. */
  readonly token?: string;
};

const routes = new Map<string, Route>(Object.values(BULLETIN_ROUTES).map((route) => [route.id, route]));
const OFFICE = [
  listBulletins,
  readBulletin,
  readBulletinPage,
  signOffBulletin,
  answerObjection,
  recordBulletinCorrection,
] as const;

export const bulletinDesk = ({ stored, people, topic, now, rules = {} }: BulletinDesk) => {
  const directory = { staffBySub: async (sub: string) => people.find((each) => each.sub === sub) };
  const municipality = { code: "tengzhou", bulletins: BulletinRules.parse(rules) };
  const edge = { origins: [], people: directory, now, municipality };
  const handlers = {
    "bulletins-office": httpHandler("bulletins-office", BULLETIN_ROUTES, OFFICE, {
      ...{ ...edge, topic, reports: stored("bulletins-office") },
    }),
    "bulletins-centres": httpHandler(
      "bulletins-centres",
      BULLETIN_ROUTES,
      [listOwnBulletins, readOwnBulletin, objectToBulletin],
      { ...edge, reports: stored("bulletins-centres") },
    ),
    "bulletins-public": httpHandler("bulletins-public", BULLETIN_ROUTES, [listPublicBulletins, readPublicBulletin], {
      ...{ origins: [], municipality, reports: stored("bulletins-public") },
    }),
  };
  let requests = 0;
  return async (id: string, { sub, params = {}, body, ifMatch, token }: Sent = {}) => {
    const route = routes.get(id)!;
    requests += 1;
    const event = {
      httpMethod: route.method,
      resource: route.path,
      path: route.path,
      pathParameters: params,
      queryStringParameters: null,
      headers: ifMatch === undefined ? {} : { "If-Match": `"${ifMatch}"` },
      body: body === undefined ? null : JSON.stringify(body),
      requestContext: { authorizer: sub && { sub }, identity: { sourceIp: "192.0.2.1" } },
    };
    const context = { awsRequestId: token ?? `request-${requests}`, getRemainingTimeInMillis: () => 60_000 };
    const handler = handlers[route.function as keyof typeof handlers]; // one of these three
    // The pipeline reads no more of event and context than is made up here.
    const reply = await handler(event as unknown as APIGatewayProxyEvent, context as unknown as Context);
    return { status: reply.statusCode, etag: reply.headers?.ETag, body: JSON.parse(reply.body) };
  };
};
