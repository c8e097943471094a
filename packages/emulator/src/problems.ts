import { defineProblems } from '@loggia/kernel'

/** The refusals of the emulator itself; all others are the market’s. */
export const emulatorProblems = defineProblems('emulator', {
  no_service: {
    kind: 'not_found',
    zh: '暂无已购买的服务，请先购买。',
    en: 'There is no service yet. Buy a product first.',
  },
  service_unknown: { kind: 'not_found', zh: '服务 {service} 不存在。', en: 'There is no service {service}.' },
  order_unknown: { kind: 'not_found', zh: '订单 {order} 不存在。', en: 'There is no order {order}.' },
  not_supervised: {
    kind: 'refused',
    zh: '服务 {service} 无需验收。需要验收的商品是 accepted 和各 License 商品。',
    en: 'The delivery of the service {service} is not accepted by its buyer. Use the product accepted, or one with a license, instead.',
  },
  no_license: {
    kind: 'refused',
    zh: '服务 {service} 不是 License。License 商品有 license-code、license-online 和 license-v1。',
    en: 'The service {service} has no license. Use the product license-code, license-online or license-v1 instead.',
  },
  no_joint: {
    kind: 'not_found',
    zh: '没有可绑定的服务，请先购买商品 joint。',
    en: 'There is no service to connect. Buy the product joint first.',
  },
  no_app: {
    kind: 'not_found',
    zh: '尚未绑定企业，请先执行 connect。',
    en: 'No service is connected to the company yet. Use connect first.',
  },
  no_credential: {
    kind: 'not_found',
    zh: '尚未申请应用凭证，请先执行 apply 或 connect。',
    en: 'There is no app credential yet. Use apply or connect first.',
  },
  nothing_asks: {
    kind: 'conflict',
    zh: '没有失败的同步批次。一次同步连续失败五次后才需要处理。',
    en: 'No batch has failed. A batch asks once it has failed five times.',
  },
  department_unknown: {
    kind: 'not_found',
    zh: '部门 {department} 不存在，部门编码有：{known}。',
    en: 'There is no department {department}. The codes are: {known}.',
  },
  person_unknown: { kind: 'not_found', zh: '人员 {person} 不存在。', en: 'There is no person {person}.' },
  start_unreachable: {
    kind: 'invalid',
    zh: '登录的起始地址 {start} 无法访问。请填写以 http:// 或 https:// 开头的地址。',
    en: 'The start of the sign-in, {start}, cannot be reached. Give an address that starts with http:// or https://.',
  },
  start_elsewhere: {
    kind: 'refused',
    zh: '登录的起始地址没有转到企业的登录地址，而是停在 {url}（HTTP {status}）。',
    en: 'The start of the sign-in does not lead to the address of the company; it ended at {url} (HTTP {status}).',
  },
  needs: {
    kind: 'invalid',
    zh: '{act} 须提供 {member}。',
    en: '{act} needs {member}.',
  },
  price_unknown: {
    kind: 'invalid',
    zh: '商品 {product} 没有这种价格，可选：{offered}。',
    en: 'The product {product} has no such price. Available: {offered}.',
  },
  param_unasked: {
    kind: 'invalid',
    zh: '商品 {product} 不需要买家填写信息，不能传入 {name}。需要填写信息的商品是 asks。',
    en: 'The product {product} does not ask for buyer information, so {name} cannot be given. Use the product asks instead.',
  },
  param_unknown: {
    kind: 'invalid',
    zh: '商品 {product} 不需要填写 {name}，需要填写：{asked}。',
    en: 'The product {product} does not ask for {name}. It asks for: {asked}.',
  },
  param_missing: {
    kind: 'invalid',
    zh: '购买商品 {product} 须提供 {name}（{kind}）：在 params 中填写 {name}，或使用命令行参数 --param {name}=…',
    en: 'The product {product} needs {name} ({kind}). Give it in params, or with --param {name}=… on the command line.',
  },
  never_lapses: {
    kind: 'refused',
    zh: '服务 {service} 的状态是 {state}，没有将要冻结或释放的时间。',
    en: 'The service {service} is {state}, so it has no time at which it would be frozen or released.',
  },
  stays: {
    kind: 'refused',
    zh: '时间已到 {at}，服务的状态仍是 {state}，可能已自动续费。',
    en: 'The clock is at {at} and the service is still {state}. It may have been renewed automatically.',
  },
  advance_unclear: {
    kind: 'invalid',
    zh: '时长（months、days、hours、minutes）、to、toNext 只能选择一种。',
    en: 'Give exactly one of these: a length (months, days, hours, minutes), to, or toNext.',
  },
  seller_url: {
    kind: 'invalid',
    zh: '{url} 不是可用的地址。地址须以 http:// 或 https:// 开头，且不含“#”及其后的部分。',
    en: '{url} cannot be called. It must start with http:// or https:// and must not contain a fragment.',
  },
  seller_key: {
    kind: 'invalid',
    zh: '密钥不能为空，首尾也不能有空格或换行。',
    en: 'A key must not be empty or have spaces or line breaks at either end.',
  },
  seller_url_query: {
    kind: 'invalid',
    zh: '{url} 不是可用的地址。只有 SaaS V1.0 的地址可以自带查询参数。',
    en: '{url} cannot be called. Only a SaaS V1.0 address can contain query parameters.',
  },
  fault_unknown: {
    kind: 'invalid',
    zh: '没有故障 {fault}，可选：{known}。',
    en: 'There is no fault {fault}. Available: {known}.',
  },
  fault_of_nothing: {
    kind: 'invalid',
    zh: '没有接口 {activity}，可选：{known}。',
    en: 'No protocol has an interface {activity}. Available: {known}.',
  },
  move_ended: {
    kind: 'conflict',
    zh: '时钟停在 {now}，未到达 {target}：{end}。',
    en: 'The clock stopped at {now} and did not reach {target}: {end}.',
  },
  exchange_unknown: { kind: 'not_found', zh: '第 {id} 次调用不存在。', en: 'There is no call {id}.' },
  exchange_dropped: {
    kind: 'not_found',
    zh: '第 {id} 次调用已被清除。只保留最新的调用，目前从第 {oldest} 次起。',
    en: 'Call {id} is no longer kept. Only the latest calls are, currently from {oldest} on.',
  },
  not_here: { kind: 'not_found', zh: '控制接口没有 {path}。', en: 'The control API has no {path}.' },
  not_local: {
    kind: 'forbidden',
    zh: '模拟器只接受本机程序的访问，地址须为 127.0.0.1 或 localhost。',
    en: 'The emulator only accepts programs on this machine. Call it as 127.0.0.1 or localhost.',
  },
  reset_meanwhile: {
    kind: 'conflict',
    zh: '操作完成前模拟器被重置，操作未生效。',
    en: 'The emulator was reset before this was finished, so it had no effect.',
  },
  unreadable: {
    kind: 'invalid',
    zh: '无法读取请求：{why}。',
    en: 'The request cannot be read: {why}.',
  },
})
