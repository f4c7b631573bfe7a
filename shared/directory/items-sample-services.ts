/**
 * Sample items, services and licences: registrations, insurance, land and forest. Invented promises (示例数据，非政府承诺); of the law
 * cited, 国发〔2014〕8号, 人社部发〔2019〕84号, 农经发〔2019〕6号, 就业服务与就业管理规定 and the lists of the province and of the
 * insurance agency were not read.
 */
import { APPLICATION_FORM, demanded, HOUSEHOLD_REGISTER, IDENTITY_CARD, lookedUp } from "./items-sample-materials.ts";
import type { ServiceItem } from "./service-item.ts";

const REGISTRATION_FORM = demanded("registration-form", "登记表", "窗口提供，可由工作人员代填后签字");

/** The provincial regulation's 2016 text, article 19, speaks of a free register; its later revision was not read. */
export const BIRTH_REGISTRATION: ServiceItem = {
  schema: 1,
  code: "birth-registration",
  version: 1,
  name: "生育登记",
  nameEn: "Registration of a birth or pregnancy",
  regime: "service",
  kind: "certificate",
  unit: "health",
  decidingOrgan: "{town}",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis: "《山东省人口与计划生育条例》（2016年文本第十九条）；山东省生育登记工作规范",
    procedure: [
      "夫妻一方到现居住地或者户籍地窗口提出，也可网上提出",
      "窗口核对信息",
      "当场登记；网上提出的，1个工作日内登记",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    demanded("registration-form-and-pledge", "生育登记表（承诺书）", "窗口提供"),
    lookedUp("parents-identity-cards", "父母双方居民身份证", "出示原件或电子证件核验身份，不收取复印件"),
    demanded("birth-certificate", "出生医学证明", "仅出生后登记的提供"),
  ],
  limits: { promised: { unit: "immediate" } },
  sample: true,
};

/** The agency tells the result within three working days of receipt, by another town's guide that cites the rule. */
export const PENSION_ENROLMENT: ServiceItem = {
  schema: 1,
  code: "pension-enrolment",
  version: 1,
  name: "城乡居民基本养老保险参保登记",
  nameEn: "Enrolment in the residents' basic pension",
  regime: "service",
  kind: "entrusted",
  unit: "social-security",
  decidingOrgan: "滕州市社会保险经办机构",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis:
      "《中华人民共和国社会保险法》第二十条至第二十二条；国发〔2014〕8号；《城乡居民基本养老保险经办规程》（人社部发〔2019〕84号）",
    procedure: ["居民到户籍地窗口提出", "窗口核对信息后送市社会保险经办机构", "市社会保险经办机构复核", "告知登记结果"],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [REGISTRATION_FORM, IDENTITY_CARD, HOUSEHOLD_REGISTER],
  limits: {
    promised: { days: 2, unit: "working-days" },
    statutory: { days: 3, unit: "working-days" },
  },
  sample: true,
};

/** 土地管理法 62(4) gives it to the town's government; joint, so 45 working days (行政许可法 42), farmland conversion apart. */
export const RURAL_HOMESTEAD_APPROVAL: ServiceItem = {
  schema: 1,
  code: "rural-homestead-approval",
  version: 1,
  name: "农村村民宅基地批准",
  nameEn: "Approval of a rural homestead",
  regime: "licence",
  kind: "approval",
  unit: "agriculture",
  decidingOrgan: "{town}",
  centres: "towns-only",
  sensitive: false,
  guide: {
    legalBasis:
      "《中华人民共和国土地管理法》第六十二条第四款；《中华人民共和国土地管理法实施条例》第三十四条；《农业农村部 自然资源部关于规范农村宅基地审批管理的通知》（农经发〔2019〕6号）；《中华人民共和国行政许可法》第四十二条",
    procedure: [
      "村民向所在村提出，经村集体讨论通过并公示",
      "到镇便民服务中心窗口提出申请；材料不齐的，一次性告知",
      "农业农村、自然资源机构联合审查并实地查看",
      "镇人民政府作出决定，送达批准书或者不予批准决定书",
      "涉及农用地转用的，转用审批时间另计",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    demanded("homestead-application-form", "农村宅基地和建房（规划许可）申请表", "窗口提供"),
    demanded("homestead-pledge", "农村宅基地使用承诺书", "窗口提供"),
    demanded("village-decision", "村集体讨论决定及公示记录"),
    IDENTITY_CARD,
    HOUSEHOLD_REGISTER,
  ],
  limits: { promised: { days: 15, unit: "working-days" } },
  joint: {
    order: "parallel",
    steps: [
      {
        code: "homestead-review",
        unit: "agriculture",
        name: "宅基地资格和用地审查",
        limit: { days: 8, unit: "working-days" },
      },
      {
        code: "planning-review",
        unit: "natural-resources",
        name: "规划和用途审查",
        limit: { days: 8, unit: "working-days" },
      },
    ],
  },
  sample: true,
};

/** 森林法 56–59. Whether the municipality has entrusted the towns (57(3)) is not known. */
export const TREE_FELLING_LICENCE: ServiceItem = {
  schema: 1,
  code: "tree-felling-licence",
  version: 1,
  name: "林木采伐许可证核发",
  nameEn: "Licence to fell trees",
  regime: "licence",
  kind: "approval",
  unit: "forestry",
  decidingOrgan: "滕州市林业主管部门",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis: "《中华人民共和国森林法》第五十六条至第五十九条；《中华人民共和国行政许可法》第四十二条",
    procedure: [
      "适用于农村居民自留山和个人承包集体林地；采伐自留地和房前屋后个人所有的零星林木，不需要申请采伐许可证",
      "到窗口提出申请；材料不齐的，一次性告知",
      "窗口受理后送市林业主管部门审查",
      "市林业主管部门作出决定，送达许可证或者不予许可决定书",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    demanded(
      "felling-application-form",
      "林木采伐申请表",
      "写明采伐地点、林种、树种、面积、蓄积、方式、更新措施和林木权属",
    ),
    demanded("felling-survey", "采伐区调查设计材料", "仅采伐面积或者蓄积超过省规定标准的提供"),
    IDENTITY_CARD,
  ],
  limits: { promised: { days: 8, unit: "working-days" } },
  sample: true,
};

export const MEDICAL_INSURANCE_ENROLMENT: ServiceItem = {
  schema: 1,
  code: "medical-insurance-enrolment",
  version: 1,
  name: "城乡居民基本医疗保险参保登记",
  nameEn: "Enrolment in the residents' basic medical insurance",
  regime: "service",
  kind: "entrusted",
  unit: "medical-insurance",
  decidingOrgan: "滕州市医疗保险经办机构",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis: "《中华人民共和国社会保险法》第二十五条；国家医疗保障经办政务服务事项清单",
    procedure: ["居民到窗口提出，也可网上提出", "窗口核对信息", "当场登记；网上提出的，1个工作日内登记"],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [demanded("insurance-form", "基本医疗保险参保登记表", "窗口提供"), IDENTITY_CARD],
  limits: { promised: { unit: "immediate" } },
  sample: true,
};

/** The 30 working days are the province's review and filing after the municipal bureau's first check. */
export const VETERAN_CARD: ServiceItem = {
  schema: 1,
  code: "veteran-card",
  version: 1,
  name: "退役军人、其他优抚对象优待证申领",
  nameEn: "Card for veterans and other entitled persons",
  regime: "service",
  kind: "certificate",
  unit: "veterans",
  decidingOrgan: "滕州市退役军人事务局",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis:
      "《中华人民共和国退役军人保障法》第十五条、第五十三条；《退役军人、其他优抚对象优待证管理办法（试行）》",
    procedure: [
      "已建档立卡的申请人到窗口提出",
      "退役军人服务站核对信息，送市退役军人事务局初审",
      "初审后30个工作日内逐级审核、备案",
      "服务站收到优待证后10个工作日内发放",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    APPLICATION_FORM,
    demanded("service-papers", "退役证件", "核对后当场退还"),
    demanded("photo", "近期免冠照片"),
    IDENTITY_CARD,
  ],
  limits: {
    promised: { days: 30, unit: "working-days" },
    statutory: { days: 30, unit: "working-days" },
  },
  sample: true,
};

/** 就业促进法 35(5) makes it free. Filed at residence, home, insurance or work place alike. */
export const UNEMPLOYMENT_REGISTRATION: ServiceItem = {
  schema: 1,
  code: "unemployment-registration",
  version: 1,
  name: "失业登记",
  nameEn: "Registration as unemployed",
  regime: "service",
  kind: "certificate",
  unit: "social-security",
  decidingOrgan: "滕州市公共就业服务机构",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis: "《中华人民共和国就业促进法》第三十五条第五项；《就业服务与就业管理规定》",
    procedure: ["到常住地、户籍地、参保地或者就业地窗口提出", "窗口核对信息", "当场登记"],
    feeBasis: null,
    feeStandard: "免费",
  },
  materials: [
    REGISTRATION_FORM,
    lookedUp(
      "identity-or-social-security-card",
      "居民身份证或者社会保障卡",
      "出示原件或电子证件核验身份，不收取复印件",
    ),
  ],
  limits: { promised: { unit: "immediate" } },
  sample: true,
};
