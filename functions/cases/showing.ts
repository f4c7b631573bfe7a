/** What is needed to show a case to anyone. */
import { centreName } from "../../shared/directory/names.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { CentreCode } from "../../shared/directory/units.ts";

export type Showing = {
  readonly centreNameOf: (centre: CentreCode) => string;
  /** Whether people and items are invented: replies say 示例数据. */
  readonly sample: boolean;
};

export const showing = (register: TownRegister, sample: boolean): Showing => ({
  centreNameOf: (centre) => {
    const town = townOf(register, centre);
    return town === undefined ? centre : centreName(town);
  },
  sample,
});
