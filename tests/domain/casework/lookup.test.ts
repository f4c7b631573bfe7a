import { describe, expect, it } from "vitest";
import {
  type Attempts,
  afterWrongCode,
  MAX_FAILURES,
  secondsLocked,
  WINDOW_MS,
} from "../../../shared/casework/lookup.ts";
import { receiptPage } from "../../../shared/casework/receipt-page.ts";
import { instant, plusMilliseconds } from "../../../shared/kernel/local-date.ts";
import { maskedIdNumber, maskedName, maskedPhone } from "../../../shared/kernel/masking.ts";
import { filed, itemNamed } from "../../support/casework.ts";

const AT = instant("2026-09-18T02:00:00Z");
const afterTries = (tries: number): Attempts | undefined => {
  let attempts: Attempts | undefined;
  for (let tried = 0; tried < tries; tried += 1) attempts = afterWrongCode(attempts, AT);
  return attempts;
};

describe("wrong look-up codes", () => {
  it("lock after the tenth, to the end of the window that the first one opened", () => {
    expect([0, 1, MAX_FAILURES - 1].map((tries) => secondsLocked(afterTries(tries), AT))).toEqual([0, 0, 0]);
    const attempts = afterTries(MAX_FAILURES);
    expect(secondsLocked(attempts, AT)).toBe(WINDOW_MS / 1000);
    expect(secondsLocked(attempts, plusMilliseconds(AT, WINDOW_MS - 1))).toBe(1);
    expect(secondsLocked(attempts, plusMilliseconds(AT, WINDOW_MS))).toBe(0);
  });

  it("are forgotten with their window", () => {
    const later = plusMilliseconds(AT, WINDOW_MS);
    expect(afterWrongCode(afterTries(9), later)).toEqual({
      failures: 1,
      windowEndsAt: plusMilliseconds(later, WINDOW_MS),
    });
  });
});

describe("masks", () => {
  it("keep the family name, three and four digits, three and two characters", () => {
    expect([maskedName("示例甲"), maskedPhone("10000000001"), maskedIdNumber("37048119000101001X")]).toEqual([
      "示*",
      "100****0001",
      "370*************1X",
    ]);
  });

  it("do not cut a rare character in half", () => {
    expect(maskedName("𠮷例甲")).toBe("𠮷*");
  });
});

describe("the receipt", () => {
  it("lets nothing that anyone typed or loaded become markup", () => {
    const evil = '"><img src=x onerror=alert(1)>';
    const subject = filed(itemNamed("tree-felling-licence"), "2026-09-18T10:00", {
      applicant: { name: evil },
      decidingOrgan: evil,
    });
    const page = receiptPage(
      { ...subject, acceptingWindow: { ...subject.acceptingWindow, name: evil } },
      {
        caseNumber: "0000-0000-0001",
        lookupCode: "0000-0000",
        item: { code: subject.itemCode, name: evil },
        centre: { code: subject.centre, name: evil },
        receivedAt: subject.receivedAt,
        due: null,
        nextStep: { zh: evil, en: evil },
      },
      { printedAt: AT, ratedAt: { address: evil, qr: "<svg></svg>" }, sample: false },
    );
    expect(page).not.toContain("<img");
    expect(page).not.toContain("示例数据");
  });
});
