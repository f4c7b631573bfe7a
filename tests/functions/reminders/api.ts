/** The routes about reminders on the tables of a world, each function with the permissions that it is deployed with. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { OFFICE_OPERATIONS } from "../../../functions/reminders/office-operations.ts";
import { STAFF_OPERATIONS } from "../../../functions/reminders/staff-operations.ts";
import { httpHandler } from "../../../functions/runtime/http.ts";
import { TENGZHOU_TOWN } from "../../../infra/municipalities/tengzhou-town.ts";
import { atRiskStore } from "../../../shared/aws/at-risk-store.ts";
import { resendStore, sentMessages } from "../../../shared/aws/delivery-list-store.ts";
import { deliveryStore } from "../../../shared/aws/delivery-store.ts";
import { directoryStore } from "../../../shared/aws/directory-store.ts";
import { loadSampleTown } from "../../../shared/directory/loading.ts";
import { townRegister } from "../../../shared/directory/register.ts";
import { REMINDER_ROUTES } from "../../../shared/http/routes/reminders.ts";
import { localDateOf } from "../../../shared/kernel/local-date.ts";
import { calendar, roster, town } from "../../domain/reminders/sample-case.ts";
import { clientFor, type FreshTables } from "../../support/tables.ts";
import { caller } from "../directory/calling.ts";
import type { World } from "./world.ts";

export const { sms } = TENGZHOU_TOWN;

/** The centre of the world, its people and its proxies, and the municipal office. */
export const peopleOfWorld = async ({ client, names }: FreshTables): Promise<void> => {
  const proxies = town.proxies.filter(({ centre }) => centre === roster.centre).slice(0, 1);
  await loadSampleTown(directoryStore(client, names.directory), {
    ...town,
    rosters: [roster],
    proxies,
    items: [],
    entrustments: [],
  });
};

type Changes = { readonly publish?: (deliveryId: string) => Promise<void>; readonly client?: DynamoDBDocumentClient };

export const remindersApi = ({ endpoint, names }: FreshTables, world: () => World, changes: Changes = {}) => {
  const needsOf = (id: "reminders-staff" | "reminders-office") => {
    const own = changes.client ?? clientFor(endpoint, names, id);
    const directory = directoryStore(own, names.directory);
    return {
      sent: sentMessages(own, names.reminders),
      deliveries: deliveryStore(own, names.reminders),
      resends: resendStore(own, names.reminders),
      atRisk: atRiskStore(own, names.cases),
      publish: changes.publish ?? (async (deliveryId: string) => void world().topic.push(deliveryId)),
      directory,
      people: directory,
      register: townRegister("370481"),
      calendars: { current: async () => calendar },
      sms,
      signature: sms.signature,
      window: sms.window,
      origins: [],
      now: () => ({ at: world().at, today: localDateOf(world().at) }),
    };
  };
  const calls = {
    "reminders-staff": caller(
      httpHandler("reminders-staff", REMINDER_ROUTES, STAFF_OPERATIONS, needsOf("reminders-staff")),
    ),
    "reminders-office": caller(
      httpHandler("reminders-office", REMINDER_ROUTES, OFFICE_OPERATIONS, needsOf("reminders-office")),
    ),
  };
  return (id: keyof typeof REMINDER_ROUTES, call: Parameters<(typeof calls)["reminders-staff"]>[1] = {}) =>
    calls[REMINDER_ROUTES[id].function](id, call);
};
export type RemindersApi = ReturnType<typeof remindersApi>;
