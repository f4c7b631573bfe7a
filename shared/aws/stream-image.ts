/** Cases as a stream record of the cases table shows them. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Case } from "../casework/case.ts";
import { Contact } from "../casework/contacts.ts";
import { caseOf } from "./case-store.ts";

/** As `aws-lambda` describes it. */
export type StreamImage = Readonly<Record<string, object>>;

/** @throws ZodError when the image is no contact */
export const contactInImage = (image: StreamImage): Contact =>
  Contact.parse(unmarshall(image as Parameters<typeof unmarshall>[0]));

/** @throws ZodError when the image is no case */
export const caseInImage = (image: StreamImage): Case =>
  // The event is JSON: binary values are texts there, which a case does not hold; all else is the SDK's form.
  caseOf(unmarshall(image as Parameters<typeof unmarshall>[0]));
