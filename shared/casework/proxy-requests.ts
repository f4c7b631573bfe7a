/** What proxies may send: a filing with the written authorisation that it rests on (R47). No field for a fee exists. */
import * as z from "zod";
import { ItemCode } from "../directory/service-item.ts";
import { LocalDate } from "../kernel/local-date.ts";
import { filing, line, phoneForSms } from "./requests.ts";

const { centreCode: _, stationCode: __, ...ofResident } = filing;

const written = {
  resident: line(40).meta({ description: "Who authorises: the applicant", example: "示例甲" }),
  itemCode: ItemCode.meta({ description: "The item that it is for: the one that is filed" }),
  until: LocalDate.meta({ description: "Its last day" }),
};

const Authorisation = z
  .discriminatedUnion("form", [
    z.strictObject({ ...written, form: z.enum(["signature", "thumbprint"]) }),
    z.strictObject({ ...written, form: z.literal("witness"), witness: line(40).meta({ example: "示例乙" }) }),
  ])
  .meta({ description: "The written authorisation, as it lies at the station" });

export const ProxyCaseFiling = z
  .strictObject({ ...ofResident, authorisation: Authorisation })
  .refine(phoneForSms.check, phoneForSms.issue)
  .meta({ id: "ProxyCaseFiling" });
export type ProxyCaseFiling = z.infer<typeof ProxyCaseFiling>;
