/** What answers on the port: the template's API, `/_local/*`, and the page at `/`. */
import type { RequestListener } from "node:http";
import type { MunicipalitySettings } from "../../shared/municipality/settings.ts";
import { createAuthorize } from "./authorizer.ts";
import { createConsole } from "./console.ts";
import { createGateway } from "./gateway.ts";
import { gatewayTableOf } from "./gateway-table.ts";
import { sendJson, sendText } from "./http-exchange.ts";
import { createIssuer } from "./issuer.ts";
import { startPage } from "./start-page.ts";
import type { LocalResource } from "./template.ts";
import type { LocalTown } from "./town.ts";

/** @param subjects sign-in subjects of the sample's people, by staff id */
export const edgeOf = async (
  town: LocalTown,
  resources: readonly LocalResource[],
  settings: MunicipalitySettings,
  url: string,
  subjects: ReadonlyMap<string, string>,
): Promise<RequestListener> => {
  const { clock, functions, activity, outbox, faults, queues } = town;
  const table = gatewayTableOf(resources, settings.partition);
  const gateway = createGateway({
    table,
    functions,
    authorize: createAuthorize(functions, clock.now),
    activity,
    now: clock.now,
  });
  const issuer = await createIssuer(url, settings.signIn.audience, clock.now);
  const local = createConsole({ clock, outbox, issuer, faults, queues, subOf: (staffId) => subjects.get(staffId) });
  return (request, response) => {
    const path = request.url ?? "/";
    if (path === "/" && request.method === "GET")
      sendText(response, 200, "text/html", startPage(settings.name, url, clock.now()));
    else if (path.startsWith("/_local")) void local(request, response);
    else void gateway(request, response);
  };
};

/** Until everything runs, and while it ends. */
export const notReady: RequestListener = (_, response) => {
  response.setHeader("retry-after", "2");
  sendJson(response, 503, { title: "正在启动 / Starting", status: 503 }, "application/problem+json");
};
