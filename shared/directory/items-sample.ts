/**
 * Twelve real items of a town centre, with promises, local sums and municipal organs that are unconfirmed: every one is
 * `sample` and shown with 示例数据，非政府承诺. In the order of the office's catalogue.
 */
import {
  DISABILITY_SUBSIDIES,
  EXTREME_POVERTY_SUPPORT,
  MINIMUM_LIVING_ALLOWANCE,
  OLD_AGE_ALLOWANCE,
  TEMPORARY_ASSISTANCE,
} from "./items-sample-assistance.ts";
import {
  BIRTH_REGISTRATION,
  MEDICAL_INSURANCE_ENROLMENT,
  PENSION_ENROLMENT,
  RURAL_HOMESTEAD_APPROVAL,
  TREE_FELLING_LICENCE,
  UNEMPLOYMENT_REGISTRATION,
  VETERAN_CARD,
} from "./items-sample-services.ts";
import type { ServiceItem } from "./service-item.ts";

export const SAMPLE_ITEMS: readonly ServiceItem[] = [
  BIRTH_REGISTRATION,
  PENSION_ENROLMENT,
  MINIMUM_LIVING_ALLOWANCE,
  EXTREME_POVERTY_SUPPORT,
  OLD_AGE_ALLOWANCE,
  DISABILITY_SUBSIDIES,
  RURAL_HOMESTEAD_APPROVAL,
  TREE_FELLING_LICENCE,
  MEDICAL_INSURANCE_ENROLMENT,
  TEMPORARY_ASSISTANCE,
  VETERAN_CARD,
  UNEMPLOYMENT_REGISTRATION,
];
