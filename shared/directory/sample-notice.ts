/** What every reply carries that shows invented people or sample items. */
import * as z from "zod";

export const SAMPLE_NOTICE = "示例数据，非政府承诺 / Sample data, not a government commitment";

/** Fields to spread into a reply's schema. */
export const Sampled = {
  sampleData: z.boolean().meta({ description: "示例数据: invented people, or unconfirmed limits and organs" }),
  notice: z
    .string()
    .optional()
    .meta({ description: "To be shown with it; present when `sampleData` is true", example: SAMPLE_NOTICE }),
};

export const sampled = (sampleData: boolean): { sampleData: boolean; notice?: string } =>
  sampleData ? { sampleData, notice: SAMPLE_NOTICE } : { sampleData };
