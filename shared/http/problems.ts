/** The one catalogue of everything the API can refuse, as RFC 9457 problem documents in Chinese and English. */
import * as z from "zod";
import { FIELD_ERROR_CODES, type FieldError, type Refusal, type RefusalCode } from "../kernel/refusal.ts";

export type Locale = "zh-CN" | "en";
type Sentence = { readonly zh: string; readonly en: string };
type Problem = {
  readonly status: number;
  readonly title: Sentence;
  readonly detail: Sentence;
  readonly retryAfter?: number;
};

/** `{name}` in a detail is a fact of the refusal. `retryAfter` in seconds, unless the refusal has a fact of that name. */
export const PROBLEMS: Readonly<Record<RefusalCode, Problem>> = {
  "validation-failed": {
    status: 400,
    title: { zh: "填写有误", en: "The request is not valid" },
    detail: { zh: "请按 errors 中的提示修改后重试。", en: "Correct the fields listed in errors and try again." },
  },
  "malformed-json": {
    status: 400,
    title: { zh: "请求内容不是有效的 JSON", en: "The body is not valid JSON" },
    detail: { zh: "请检查请求内容的格式。", en: "Check the syntax of the body." },
  },
  "unsupported-media-type": {
    status: 415,
    title: { zh: "内容类型不支持", en: "Unsupported content type" },
    detail: { zh: "请用 application/json 提交。", en: "Send application/json." },
  },
  "payload-too-large": {
    status: 413,
    title: { zh: "请求内容过大", en: "The body is too large" },
    detail: { zh: "请求内容不能超过 {limit} 字节。", en: "The body may have at most {limit} bytes." },
  },
  "not-found": {
    status: 404,
    title: { zh: "没有这个地址", en: "No such address" },
    detail: { zh: "请检查网址。", en: "Check the path." },
  },
  "method-not-allowed": {
    status: 405,
    title: { zh: "该地址不支持此操作", en: "Method not allowed" },
    detail: { zh: "请检查请求方法。", en: "Check the method." },
  },
  "case-not-found": {
    status: 404,
    title: { zh: "没有找到办件", en: "No such case" },
    detail: {
      zh: "编号或查询码不正确，请核对回执。",
      en: "The number or the look-up code is wrong: check the receipt.",
    },
  },
  "too-many-attempts": {
    status: 429,
    title: { zh: "查询码输错次数过多", en: "Too many wrong look-up codes" },
    detail: {
      zh: "为保护您的信息，请在 {retryAfter} 秒后再试，或持身份证到窗口重新领取查询码。",
      en: "To protect your data, try again in {retryAfter} seconds, or ask for a new code at the window with your ID.",
    },
    retryAfter: 900,
  },
  "too-many-requests": {
    status: 429,
    title: { zh: "请求过于频繁", en: "Too many requests" },
    detail: { zh: "请稍候再试。", en: "Wait a moment and try again." },
    retryAfter: 2,
  },
  "sign-in-required": {
    status: 401,
    title: { zh: "请先登录", en: "Sign in first" },
    detail: { zh: "此功能仅供工作人员登录后使用。", en: "This is for signed-in staff." },
  },
  "staff-unknown": {
    status: 403,
    title: { zh: "您的账号没有对应的工作人员", en: "Your account belongs to no staff member" },
    detail: { zh: "请联系市政管办登记您的账号。", en: "Ask the municipal office to register your account." },
  },
  forbidden: {
    status: 403,
    title: { zh: "没有权限", en: "Not permitted" },
    detail: { zh: "您的岗位不能使用此功能。", en: "Your role may not do this." },
  },
  "not-on-duty": {
    status: 403,
    title: { zh: "您现在不在该岗位上", en: "You are not on duty for this post" },
    detail: {
      zh: "该办件由岗位 {post} 负责，请由当前在岗人员办理。",
      en: "Post {post} is responsible: whoever is on duty there has to act.",
    },
  },
  "precondition-required": {
    status: 428,
    title: { zh: "缺少 If-Match", en: "If-Match is missing" },
    detail: { zh: "请带上您读到的版本（ETag）。", en: "Send the version that you read (its ETag)." },
  },
  "version-conflict": {
    status: 412,
    title: { zh: "该事项已被他人更新", en: "Someone else changed it" },
    detail: { zh: "请重新打开后再操作。", en: "Open it again before you go on." },
  },
  "move-not-allowed": {
    status: 409,
    title: { zh: "当前状态不能进行此操作", en: "Not possible in this state" },
    detail: {
      zh: "该事项现在的状态是“{state}”，不能进行“{move}”。",
      en: "It is {stateEn}: {moveEn} is not possible now.",
    },
  },
  "idempotency-mismatch": {
    status: 422,
    title: { zh: "重复的请求键，内容不同", en: "Same Idempotency-Key, other content" },
    detail: { zh: "请为新的提交使用新的 Idempotency-Key。", en: "Use a new Idempotency-Key for a new submission." },
  },
  "unknown-centre": {
    status: 404,
    title: { zh: "没有这个便民服务中心", en: "No such centre" },
    detail: { zh: "没有代码为 {centre} 的便民服务中心。", en: "There is no centre with code {centre}." },
  },
  "unknown-station": {
    status: 404,
    title: { zh: "没有这个便民服务站", en: "No such station" },
    detail: {
      zh: "该便民服务中心没有代码为 {station} 的便民服务站。",
      en: "The centre has no station with code {station}.",
    },
  },
  "unknown-item": {
    status: 404,
    title: { zh: "没有这个事项", en: "No such service item" },
    detail: { zh: "没有代码为 {item} 的服务事项。", en: "There is no service item with code {item}." },
  },
  "item-not-offered": {
    status: 422,
    title: { zh: "该中心不办理此事项", en: "Not offered at this centre" },
    detail: { zh: "请选择办理此事项的便民服务中心。", en: "Choose a centre that offers this item." },
  },
  "not-immediate": {
    status: 409,
    title: { zh: "不是即办件", en: "Not an immediate item" },
    detail: { zh: "只有即办事项才能一次办结。", en: "Only an immediate item can be completed in one step." },
  },
  "suspension-not-allowed": {
    status: 409,
    title: { zh: "不能以此事由中止计时", en: "This is no reason to suspend the clock" },
    detail: {
      zh: "该事项可以中止计时的事由：{allowed}。要求补充材料不中止计时。",
      en: "Reasons that suspend this item's clock: {allowedEn}. Asking for papers again does not.",
    },
  },
  "suspension-not-found": {
    status: 404,
    title: { zh: "没有此中止记录", en: "No such suspension" },
    detail: {
      zh: "请重新打开办件，核对中止记录的序号。",
      en: "Open the case again and check the suspension's number.",
    },
  },
  "suspension-over": {
    status: 409,
    title: { zh: "该中止已经结束", en: "This suspension is over" },
    detail: {
      zh: "已于 {day} 结束，不能再延长或者提前恢复。",
      en: "It ended on {day} and can be neither renewed nor ended.",
    },
  },
  "extension-not-allowed": {
    status: 409,
    title: { zh: "不能延长办理期限", en: "The limit cannot be extended" },
    detail: {
      zh: "该事项依法最多可延长 {most} 个工作日。",
      en: "By law this item's limit may be extended by at most {most} working days.",
    },
  },
  "already-extended": {
    status: 409,
    title: { zh: "已经延长过一次", en: "Extended once already" },
    detail: { zh: "每件只能延长一次。", en: "It may be extended only once." },
  },
  "case-closed": {
    status: 409,
    title: { zh: "事项已办结", en: "It is closed" },
    detail: { zh: "事项已经办结，不能再上传材料。", en: "It is closed: nothing more can be handed in." },
  },
  "case-full": {
    status: 409,
    title: { zh: "该事项不能再增加此项记录", en: "It can hold no more of these" },
    detail: {
      zh: "一个事项最多 {most} {what}（{field}）。",
      en: "There may be at most {most} {whatEn} ({field}).",
    },
  },
  "attachment-not-found": {
    status: 404,
    title: { zh: "没有此附件", en: "No such attachment" },
    detail: { zh: "请重新打开附件列表。", en: "Open the list of attachments again." },
  },
  "attachment-not-there": {
    status: 409,
    title: { zh: "文件尚未收到", en: "The file has not come" },
    detail: {
      zh: "文件还没有上传，或者上传后没有确认；请上传并确认后再试。",
      en: "The file was not uploaded, or not confirmed afterwards: upload and confirm it, then try again.",
    },
  },
  "attachment-unfit": {
    status: 409,
    title: { zh: "文件不符合要求", en: "The file does not fit" },
    detail: {
      zh: "文件须为 {fileType} 格式，且不超过 {mostMegabytes} MB；请重新上传。",
      en: "The file must be a {fileType} of at most {mostMegabytes} MB: upload it again.",
    },
  },
  "too-many-attachments": {
    status: 409,
    title: { zh: "附件已满", en: "Too many attachments" },
    detail: { zh: "一个办件最多 {most} 个附件。", en: "A case may have at most {most} attachments." },
  },
  "receipt-not-found": {
    status: 404,
    title: { zh: "没有此文书", en: "No such receipt" },
    detail: {
      zh: "编号或者验证码不正确；请与纸面核对。仍不正确的，该文书可能不是本系统出具。",
      en: "Number or code is wrong: compare them with the paper. If they agree, the paper may not be ours.",
    },
  },
  "limit-passed": {
    status: 409,
    title: { zh: "期限已过", en: "The limit has passed" },
    detail: {
      zh: "办理期限已于 {day} 届满；期限届满后不能再中止或者延长。",
      en: "The limit ended on {day}; after that it can be neither suspended nor extended.",
    },
  },
  "limit-not-passed": {
    status: 409,
    title: { zh: "期限未超过", en: "The limit has not been passed" },
    detail: {
      zh: "该办件没有超过承诺期限（{day}）；超过以后才登记超期原因。",
      en: "The case is not over its promised limit ({day}): a reason is given once it is.",
    },
  },
  "no-upward-leg": {
    status: 409,
    title: { zh: "该事项不需报送上级", en: "This item has no upward leg" },
    detail: {
      zh: "事项“{item}”的指南没有写明需报送的上级机关。",
      en: 'The guide of item "{item}" names no higher body.',
    },
  },
  "tasks-open": {
    status: 409,
    title: { zh: "联办分项尚未完成", en: "Parts of the joint case are not done" },
    detail: {
      zh: "尚未完成的分项：{tasks}。全部完成后才能作出决定。",
      en: "Not done yet: {codes}. It can be decided when all parts are done.",
    },
  },
  "task-not-found": {
    status: 404,
    title: { zh: "没有这个联办分项", en: "No such part" },
    detail: { zh: "该办件没有这个联办分项。", en: "The case has no such part." },
  },
  "task-not-open": {
    status: 409,
    title: { zh: "联办分项不在办理中", en: "The part is not open" },
    detail: { zh: "“{task}”尚未开始，或者已经完成。", en: "{code} has not begun, or is done." },
  },
  "is-above": {
    status: 409,
    title: { zh: "办件正在上级机关", en: "The case lies with a higher body" },
    detail: {
      zh: "已于 {day} 报送{body}，尚未登记退回；请先登记退回结果。",
      en: "It was sent to {body} on {day} and is not back: record its return first.",
    },
  },
  "not-above": {
    status: 409,
    title: { zh: "办件不在上级机关", en: "The case is not with a higher body" },
    detail: { zh: "没有报送上级，或者已经登记退回。", en: "It was not sent up, or its return is on record." },
  },
  "received-above-already": {
    status: 409,
    title: { zh: "上级收件已经登记", en: "Its receipt above is on record" },
    detail: {
      zh: "上级机关已于 {day} 收件，只登记一次。",
      en: "The higher body received it on {day}; that is recorded once.",
    },
  },
  "hand-over-not-offered": {
    status: 409,
    title: { zh: "没有待答复的转办", en: "No hand-over waits for an answer" },
    detail: { zh: "没有提出转办，或者您已经答复过。", en: "None was offered, or it was answered before." },
  },
  "authorisation-expired": {
    status: 403,
    title: { zh: "授权已经到期", en: "The authorisation has ended" },
    detail: {
      zh: "书面授权的最后一日是 {until}，请由申请人重新授权，或者请申请人本人办理。",
      en: "The written authorisation ended on {until}: the resident gives a new one, or acts in person.",
    },
  },
  "outside-authorisation": {
    status: 403,
    title: { zh: "超出授权范围", en: "Outside the authorisation" },
    detail: {
      zh: "书面授权的委托人或者事项与本次申请不一致，代办员不能据此办理。",
      en: "The written authorisation names another resident or another item: a proxy cannot act on it.",
    },
  },
  "not-entrusted": {
    status: 403,
    title: { zh: "站点未受委托", en: "Not entrusted to the station" },
    detail: {
      zh: "便民服务中心没有委托本站点{level}事项 {item}。",
      en: "The centre has not entrusted this station to {levelEn} {item}.",
    },
  },
  "contact-not-found": {
    status: 404,
    title: { zh: "没有找到该首问记录", en: "No such contact" },
    detail: {
      zh: "编号不正确，或者这件事不归您经办。",
      en: "The number is wrong, or it is none of those that you were asked, have or are offered.",
    },
  },
  "contact-answered": {
    status: 409,
    title: { zh: "这件事已经答复", en: "It has been answered" },
    detail: {
      zh: "已答复的首问记录不能再移交或答复。",
      en: "What has been answered is neither handed over nor answered again.",
    },
  },
  "contact-not-held": {
    status: 403,
    title: { zh: "这件事不由您负责", en: "It is not yours" },
    detail: {
      zh: "只有首问责任人，或者已经接手的人，才能移交或答复。",
      en: "Only the person asked first, or whoever has accepted it since, hands it over or answers it.",
    },
  },
  "contact-not-offered": {
    status: 409,
    title: { zh: "没有移交给您", en: "It was not offered to you" },
    detail: {
      zh: "须先由首问责任人移交给您或您的岗位。",
      en: "Whoever has it must offer it to you or to your post first.",
    },
  },
  "hand-over-lapsed": {
    status: 409,
    title: { zh: "移交已退回", en: "The hand-over has gone back" },
    detail: {
      zh: "一个工作日内无人接手，已退回 {holder}，请其重新移交。",
      en: "Nobody accepted it within a working day: it is back with {holder}, who can offer it again.",
    },
  },
  "slot-not-found": {
    status: 404,
    title: { zh: "没有这个预约时段", en: "No such slot" },
    detail: { zh: "该窗口没有开放这个时段。", en: "This window has not opened that slot." },
  },
  "slot-closed": {
    status: 409,
    title: { zh: "该时段不能再预约", en: "Too late to book" },
    detail: {
      zh: "{day} {starts} 已过，或者不足一小时就开始；请选择更晚的时段，或者直接到窗口办理。",
      en: "{day} {starts} is over or begins within the hour: choose a later one, or come to the window.",
    },
  },
  "slot-full": {
    status: 409,
    title: { zh: "该时段已约满", en: "This slot is full" },
    detail: { zh: "该窗口其他可约的时段：{next}。", en: "Still free at this window: {nextEn}." },
  },
  "slots-overlap": {
    status: 409,
    title: { zh: "与已开放的时段重叠", en: "Overlaps an open slot" },
    detail: {
      zh: "该窗口当天 {starts} 至 {ends} 已开放同类时段。",
      en: "This window already has such a slot from {starts} to {ends} that day.",
    },
  },
  "too-many-slots": {
    status: 409,
    title: { zh: "时段过多", en: "Too many slots" },
    detail: {
      zh: "一个窗口一天最多开放 {most} 个时段、{places} 个名额。",
      en: "A window may open at most {most} slots with {places} places a day.",
    },
  },
  "too-many-appointments": {
    status: 409,
    title: { zh: "预约次数已满", en: "Too many appointments" },
    detail: {
      zh: "同一手机号最多同时有 {most} 个待办预约；请先取消一个。",
      en: "One phone number may have at most {most} appointments to come: cancel one first.",
    },
  },
  "too-many-bookings-of-day": {
    status: 409,
    title: { zh: "当天预约次数已满", en: "Too many bookings for one day" },
    detail: {
      zh: "同一手机号预约 {day} 的时段最多 {most} 次，已取消的也计算在内；请选择其他日期，或者直接到窗口办理。",
      en: "One phone number may book slots of {day} at most {most} times, cancelled ones included: choose another day, or come to the window.",
    },
  },
  "appointment-not-found": {
    status: 404,
    title: { zh: "没有找到预约", en: "No such appointment" },
    detail: { zh: "编号或查询码不正确，请核对。", en: "The number or the look-up code is wrong: check both." },
  },
  "complaint-not-found": {
    status: 404,
    title: { zh: "没有找到该投诉", en: "No such complaint" },
    detail: { zh: "编号或查询码不正确，请核对。", en: "The number or the look-up code is wrong: check both." },
  },
  "rating-not-found": {
    status: 404,
    title: { zh: "没有可评价的事项", en: "Nothing to rate" },
    detail: { zh: "编号或查询码不正确，请核对。", en: "The number or the look-up code is wrong: check both." },
  },
  "rating-not-yet": {
    status: 409,
    title: { zh: "尚不能评价", en: "Too early to rate" },
    detail: { zh: "办理完成后即可评价。", en: "It can be rated when it has been dealt with." },
  },
  "rating-too-late": {
    status: 409,
    title: { zh: "评价期已过", en: "The time for rating is over" },
    detail: {
      zh: "可在最后一次服务后5个工作日内评价，截至 {day}。如有意见，可以投诉或建议。",
      en: "It could be rated until {day}, five working days after the last service. You may still complain or suggest.",
    },
  },
  "rating-closed": {
    status: 409,
    title: { zh: "当前不能这样办理", en: "Not now" },
    detail: {
      zh: "回访整改应依次为：联系评价人、反馈结果、回访；已完成的不再重复。",
      en: "A poor rating is followed up in order: contact, result, call-back; what is done is done.",
    },
  },
  "appeal-not-possible": {
    status: 409,
    title: { zh: "不能申诉或复核", en: "No appeal is possible" },
    detail: {
      zh: "评价生效后5个工作日内可申诉一次，由其他岗位复核一次。",
      en: "One appeal, within five working days of the rating becoming final, decided once by another post.",
    },
  },
  "target-not-there": {
    status: 422,
    title: { zh: "投诉对象不存在", en: "There is no such window, post or station" },
    detail: {
      zh: "该中心没有这个窗口、岗位或服务站，请核对，或直接选择中心。",
      en: "The centre has no such window, post or station: check it, or name the centre as a whole.",
    },
  },
  "nobody-can-handle": {
    status: 409,
    title: { zh: "本系统不能受理该投诉", en: "This complaint cannot be taken in here" },
    detail: {
      zh: "该投诉涉及市政管办负责人，请向市纪委监委反映。",
      en: "It concerns those who lead the municipal office: please turn to the discipline inspection.",
    },
  },
  "receiver-concerned": {
    status: 409,
    title: { zh: "请由其他人员登记", en: "Somebody else has to take this down" },
    detail: {
      zh: "您与被反映的对象有关，不能登记该投诉。请将群众引导至其他中心或市政管办，或告知可以网上匿名提交。",
      en: "You are concerned by it or work with whoever is. Show the resident to another centre, to the municipal office, or to the online form, which asks for no name.",
    },
  },
  "handler-not-fit": {
    status: 409,
    title: { zh: "不能交由该人员办理", en: "This person cannot be given it" },
    detail: {
      zh: "该人员不在承办单位，或者按规定不得参与。",
      en: "They are not of the body that handles it, or may not take part.",
    },
  },
  "return-not-possible": {
    status: 409,
    title: { zh: "不能再退回", en: "It cannot be returned any more" },
    detail: {
      zh: "只能在收到后1个工作日内退回一次；市政管办裁定承办单位后不得再退回。",
      en: "It can be returned once, within a working day of receipt, and not after the municipal office has ruled.",
    },
  },
  "not-joinable": {
    status: 409,
    title: { zh: "不能并案", en: "They cannot be handled together" },
    detail: {
      zh: "只能并入同一中心正在办理的投诉，且本件应回避的人员对该件也应回避。",
      en: "Only with one of the same centre that is being handled, from which all those are walled who are walled from this one.",
    },
  },
  "day-not-possible": {
    status: 422,
    title: { zh: "日期不可能", en: "Not a possible day" },
    detail: { zh: "日期应在 {from} 至 {to} 之间。", en: "The day lies between {from} and {to}." },
  },
  "finding-not-fit": {
    status: 422,
    title: { zh: "结论不适用", en: "This finding does not fit" },
    detail: {
      zh: "投诉应认定属实、部分属实或不属实；建议和表扬记为已阅。",
      en: "A complaint is upheld, partly upheld or not; a suggestion or praise is taken note of.",
    },
  },
  "called-today": {
    status: 409,
    title: { zh: "今天已经回访过", en: "Tried today already" },
    detail: {
      zh: "无人接听的回访每天只记一次，三个不同的日子都无人接听才算联系不上。",
      en: "An unanswered call counts once a day; nobody answering on three days is unreachable.",
    },
  },
  "identity-not-checkable": {
    status: 409,
    title: { zh: "无从核对身份，不能补发查询码", en: "There is nothing to check an identity against" },
    detail: {
      zh: "匿名投诉没有留下姓名和电话，不能补发查询码，可以另行提交；只留电话的，请回拨该电话核对。",
      en: "An anonymous complaint left neither name nor phone: its code is not given out again, and it may be filed anew. Where only a phone was left, check by calling it.",
    },
  },
  "privacy-notice-outdated": {
    status: 409,
    title: { zh: "个人信息处理告知已更新", en: "The privacy notice has changed" },
    detail: {
      zh: "请先阅读现行的告知（版本 {version}），再提交。",
      en: "Read the notice that applies now (version {version}), then send it again.",
    },
  },
  "appointment-settled": {
    status: 409,
    title: { zh: "该预约不能再更改", en: "This appointment cannot be changed" },
    detail: { zh: "该预约的状态是“{state}”。", en: "It was {stateEn} before." },
  },
  "appointment-begun": {
    status: 409,
    title: { zh: "预约时间已到", en: "It has begun" },
    detail: {
      zh: "预约时间 {day} {starts} 已到，不能再取消。",
      en: "It began on {day} at {starts} and can no longer be cancelled.",
    },
  },
  "appointment-not-begun": {
    status: 409,
    title: { zh: "预约时间未到", en: "It has not begun" },
    detail: {
      zh: "预约时间是 {day} {starts}，现在不能登记。",
      en: "It is on {day} at {starts}: that cannot be recorded yet.",
    },
  },
  "no-open-order": {
    status: 409,
    title: { zh: "没有待答复的督办单", en: "No supervision order is open" },
    detail: {
      zh: "该事项没有待答复的督办单，请刷新后查看。",
      en: "No supervision order waits for an answer here: read it again.",
    },
  },
  "card-not-found": {
    status: 404,
    title: { zh: "没有这张预警", en: "No such card" },
    detail: {
      zh: "该事项没有发出过这一预警，只能撤销已经发出的预警。",
      en: "This card was never told of here: only one that was can be annulled.",
    },
  },
  "absence-overlaps": {
    status: 409,
    title: { zh: "该时段已有离岗记录", en: "An absence is already recorded for this time" },
    detail: {
      zh: "请先结束或查看已有的离岗记录 {absence}。",
      en: "End or check the recorded absence {absence} first.",
    },
  },
  "absence-not-found": {
    status: 404,
    title: { zh: "没有可以结束的离岗记录", en: "No such open absence" },
    detail: {
      zh: "该离岗记录不存在、已经结束，或不能延长。",
      en: "It does not exist, is over, or would be prolonged.",
    },
  },
  "bulletin-not-found": {
    status: 404,
    title: { zh: "没有这一期通报", en: "No such bulletin" },
    detail: { zh: "{month} 的通报尚未生成。", en: "The bulletin for {month} has not been made." },
  },
  "message-not-found": {
    status: 404,
    title: { zh: "没有这条短信", en: "No such message" },
    detail: { zh: "请从短信列表中重新选择。", en: "Choose it from the list of messages." },
  },
  "message-on-its-way": {
    status: 409,
    title: { zh: "这条短信还在发送途中", en: "The message is still on its way" },
    detail: {
      zh: "这条短信（或其重发）尚未有结果，有结果后才能再次发送。",
      en: "It, or its last sending, has not come to an end yet: only then can it be sent again.",
    },
  },
  "message-arrived": {
    status: 409,
    title: { zh: "这条短信已送达", en: "The message was delivered" },
    detail: {
      zh: "回执显示已送达；只有收件人称未收到（not-received）时才能再次发送。",
      en: "Its receipt says so: it can be sent again only if the recipient says it did not come (not-received).",
    },
  },
  "message-sent-enough": {
    status: 409,
    title: { zh: "这条短信已多次重发", en: "The message was sent again often enough" },
    detail: {
      zh: "已重发 {count} 次，请改用电话或其他方式告知。",
      en: "It was sent again {count} times: tell the person by telephone or another way.",
    },
  },
  "bulletin-already-signed": {
    status: 409,
    title: { zh: "该期通报已签发", en: "The bulletin is already signed off" },
    detail: { zh: "{month} 的通报已签发，不能再次签发。", en: "The bulletin for {month} was signed off before." },
  },
  "bulletin-open-to-objections": {
    status: 409,
    title: { zh: "各中心仍可提出异议", en: "Centres may still object" },
    detail: {
      zh: "{month} 的通报在 {objectUntil} 当日结束之前，各中心可以提出异议，之后才能签发。",
      en: "Until the end of {objectUntil} centres may object to the bulletin for {month}: it can be signed off after that.",
    },
  },
  "objections-unanswered": {
    status: 409,
    title: { zh: "还有异议没有答复", en: "Objections wait for an answer" },
    detail: {
      zh: "{month} 的通报还有 {count} 条异议未答复，答复后才能签发。",
      en: "{count} objections to the bulletin for {month} are not answered: answer them, then sign it off.",
    },
  },
  "objection-too-late": {
    status: 409,
    title: { zh: "已过提出异议的期限", en: "It is too late to object" },
    detail: {
      zh: "对 {month} 的通报，应当在 {objectUntil} 当日结束之前提出异议；之后发现差错，请告知市政管办，更正列入下一期。",
      en: "Objections to the bulletin for {month} were due by the end of {objectUntil}. Tell the municipal office: what is wrong is corrected in the next one.",
    },
  },
  "objection-not-found": {
    status: 404,
    title: { zh: "没有这条异议", en: "No such objection" },
    detail: { zh: "{month} 的通报没有这条异议。", en: "The bulletin for {month} has no such objection." },
  },
  "objection-answered": {
    status: 409,
    title: { zh: "这条异议已答复", en: "The objection is answered" },
    detail: { zh: "异议 {objection} 已答复，不能再次答复。", en: "Objection {objection} was answered before." },
  },
  "bulletin-not-issued": {
    status: 409,
    title: { zh: "该期通报尚未签发", en: "The bulletin is not issued yet" },
    detail: {
      zh: "{month} 的通报尚未签发；签发之前，差错在答复异议时更正。",
      en: "The bulletin for {month} is not issued: until then, what is wrong is corrected with the answer to an objection.",
    },
  },
  "bulletin-full": {
    status: 409,
    title: { zh: "该期通报不能再增加此项记录", en: "The bulletin can hold no more of these" },
    detail: {
      zh: "{month} 的通报最多 {most} 条：每个中心的异议，或全部更正；请合并提出。",
      en: "The bulletin for {month} holds at most {most}, of a centre's objections or of corrections: put them together.",
    },
  },
  "figure-not-there": {
    status: 422,
    title: { zh: "通报中没有这一指标或中心", en: "The bulletin has no such figure, or no such centre" },
    detail: {
      zh: "请使用通报指标说明（definitions）中的代码和通报中的中心。",
      en: "Use a code of the bulletin's definitions, and a centre that it lists.",
    },
  },
  "correction-not-fit": {
    status: 422,
    title: { zh: "更正与通报不符", en: "The correction does not fit the bulletin" },
    detail: {
      zh: "通报中该指标为 {said}；原数应与通报一致，更正后的数应与原数不同。",
      en: "The bulletin says {said}: give that as what it said, and another number as what is right.",
    },
  },
  "journal-gap": {
    status: 409,
    title: { zh: "台账不连续", en: "The month's journal has a gap" },
    detail: { zh: "办件 {subject} 缺少第 {version} 版记录。", en: "Version {version} of case {subject} is missing." },
  },
  "return-not-found": {
    status: 404,
    title: { zh: "没有这张报表", en: "There is no such return" },
    detail: {
      zh: "该期没有此种报表；请从报表日历（GET /v1/staff/returns）中选择。",
      en: "No return of this kind is due for that period: choose one from the calendar (GET /v1/staff/returns).",
    },
  },
  "return-too-early": {
    status: 409,
    title: { zh: "报表期尚未结束", en: "The period is not over yet" },
    detail: {
      zh: "{period} 尚未结束，期满后才能报送。",
      en: "{period} is not over yet: the return can be handed in afterwards.",
    },
  },
  "return-not-fit": {
    status: 422,
    title: { zh: "报表项目不符", en: "The fields do not fit the return" },
    detail: {
      zh: "须且只须填写这些项目：{fields}。",
      en: "These fields are needed, all of them and no other: {fields}.",
    },
  },
  "return-handed-in": {
    status: 409,
    title: { zh: "报表已经报送", en: "The return has been handed in" },
    detail: {
      zh: "本期报表已经报送；如有错误，请更正（corrections）。",
      en: "It has been handed in already: if something is wrong, correct it (corrections).",
    },
  },
  "return-not-handed-in": {
    status: 409,
    title: { zh: "报表尚未报送", en: "The return has not been handed in" },
    detail: { zh: "尚未报送的报表不能更正，请先报送。", en: "Hand it in first: there is nothing to correct yet." },
  },
  "return-full": {
    status: 409,
    title: { zh: "报表不能再更正", en: "The return can hold no more corrections" },
    detail: {
      zh: "每张报表最多保留 {most} 个版本；请与市级主管机构联系。",
      en: "A return holds at most {most} versions: speak to the municipal office.",
    },
  },
  "ledger-too-long": {
    status: 422,
    title: { zh: "本期台账过长，无法导出", en: "Too many lines for one file" },
    detail: {
      zh: "一个文件最多 {lines} 条、{megabytes} MB，请缩短期间（例如按月）或者按站点导出。",
      en: "A file has at most {lines} lines and {megabytes} MB: ask for a shorter period, such as a month, or for one station.",
    },
  },
  "calendar-range": {
    status: 400,
    title: { zh: "日期超出日历范围", en: "Outside the calendar" },
    detail: { zh: "日期须在 {first} 至 {last} 之间。", en: "Dates must lie between {first} and {last}." },
  },
  "unknown-calendar": {
    status: 404,
    title: { zh: "没有这一版工作日历", en: "No such calendar" },
    detail: { zh: "没有版本为 {calendar} 的工作日历。", en: "There never was a calendar {calendar}." },
  },
  "closing-day-not-found": {
    status: 404,
    title: { zh: "不是停止办公日", en: "Not a closing day" },
    detail: { zh: "{date} 没有登记为停止办公日，无需撤回。", en: "{date} is no closing day: nothing to withdraw." },
  },
  "service-unavailable": {
    status: 503,
    title: { zh: "系统繁忙", en: "Busy" },
    detail: { zh: "请稍后再试，您的内容没有丢失也没有重复提交。", en: "Try again shortly. Nothing was half-saved." },
    retryAfter: 2,
  },
  "internal-error": {
    status: 500,
    title: { zh: "系统出错", en: "Something went wrong" },
    detail: {
      zh: "问题已记录，请稍后再试或到窗口办理。",
      en: "It has been recorded. Try again later, or come to the window.",
    },
  },
};

/** What only the gateway says, of requests that no function sees. */
const GATEWAY_CODES = ["bad-request", "request-refused"] as const;
/** The keys of the catalogue are its codes: the compiler keeps it complete. */
const PROBLEM_CODES = [...(Object.keys(PROBLEMS) as RefusalCode[]), ...GATEWAY_CODES];
export type ProblemCode = (typeof PROBLEM_CODES)[number];

const FieldProblem = z.strictObject({
  pointer: z.string().meta({
    description:
      "Where: `/a/b` in the body (RFC 6901), `#/query/a`, `#/path/a` or `#/headers/A` elsewhere; empty for the whole body",
  }),
  code: z.enum(FIELD_ERROR_CODES),
  detail: z.string().meta({ description: "For people, in the language asked for" }),
});

export const ProblemDocument = z
  .strictObject({
    type: z.string().meta({ example: "urn:problem:case-not-found" }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(PROBLEM_CODES).meta({ description: "For programs: new ones may be added, none changes its meaning" }),
    requestId: z.string().optional().meta({ description: "Quote it when you report a problem" }),
    errors: z.array(FieldProblem).optional().meta({ description: "What each field did wrong, all at once" }),
  })
  .meta({
    id: "Problem",
    description: "RFC 9457 problem document",
    example: {
      type: "urn:problem:validation-failed",
      title: "填写有误",
      status: 400,
      detail: "请按 errors 中的提示修改后重试。",
      code: "validation-failed",
      requestId: "5f0c1a52-8d0e-4b57-9a5e-3c1d2e4f6a7b",
      errors: [
        { pointer: "/applicant/phone", code: "invalid-format", detail: "格式不正确。" },
        { pointer: "#/query/full", code: "unknown-key", detail: "没有这个字段。" },
      ],
    },
  });
export type ProblemDocument = z.infer<typeof ProblemDocument>;

/** `en` when the reader prefers English to Chinese; Chinese otherwise. Malformed headers are Chinese. */
export const localeOf = (acceptLanguage: string | undefined): Locale => {
  const weighed = (acceptLanguage ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const q = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
    return { tag, q: q === undefined ? 1 : Number(q) };
  });
  const best = (prefix: string) =>
    Math.max(0, ...weighed.filter(({ tag }) => tag.startsWith(prefix)).map(({ q }) => q));
  return best("en") > best("zh") ? "en" : "zh-CN";
};

export const inLocale = (sentence: { zh: string; en: string }, locale: Locale): string =>
  locale === "en" ? sentence.en : sentence.zh;

const fill = (sentence: string, facts: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "—"));

/** The refusal as it is sent: status, seconds to wait if any, and the document. */
export const problemOf = (
  refusal: Pick<Refusal, "code" | "facts" | "errors">,
  locale: Locale,
  requestId?: string,
): { status: number; retryAfter?: number; document: ProblemDocument } => {
  const problem = PROBLEMS[refusal.code];
  const waiting = refusal.facts.retryAfter ?? problem.retryAfter;
  const facts = { ...refusal.facts, ...(waiting === undefined ? {} : { retryAfter: waiting }) };
  return {
    status: problem.status,
    ...(waiting === undefined ? {} : { retryAfter: Number(waiting) }),
    document: {
      type: `urn:problem:${refusal.code}`,
      title: inLocale(problem.title, locale),
      status: problem.status,
      detail: fill(inLocale(problem.detail, locale), facts),
      code: refusal.code,
      ...(requestId === undefined ? {} : { requestId }),
      ...(refusal.errors.length === 0 ? {} : { errors: [...refusal.errors] as FieldError[] }),
    },
  };
};
