import { defineProblems } from '@loggia/kernel'

/** The refusals of the emulator itself; all others are the market’s. */
export const emulatorProblems = defineProblems('emulator', {
  no_service: {
    kind: 'not_found',
    zh: '还没有已购服务，请先购买',
    en: 'Nothing has been bought yet; buy something first',
  },
  service_unknown: { kind: 'not_found', zh: '没有服务 {service}', en: 'There is no service {service}' },
  order_unknown: { kind: 'not_found', zh: '没有订单 {order}', en: 'There is no order {order}' },
  price_unknown: {
    kind: 'invalid',
    zh: '商品 {product} 没有这种价格；可选：{offered}',
    en: 'The product {product} has no such price; it has: {offered}',
  },
  param_unasked: {
    kind: 'invalid',
    zh: '商品 {product} 不要求买家填写信息，不能给出 {name}；可购买商品 asks',
    en: 'The product {product} asks its buyer for nothing, so {name} cannot be given; the product asks does',
  },
  param_unknown: {
    kind: 'invalid',
    zh: '商品 {product} 不要求填写 {name}；它要求填写：{asked}',
    en: 'The product {product} does not ask for {name}; it asks for: {asked}',
  },
  param_missing: {
    kind: 'invalid',
    zh: '购买商品 {product} 须给出 {name}（{kind}）：params 的 {name}，或命令行的 --param {name}=…',
    en: 'The product {product} needs {name} ({kind}) of its buyer: in params, or --param {name}=… on the command line',
  },
  never_lapses: {
    kind: 'refused',
    zh: '服务 {service} 处于 {state} 状态，没有将要冻结或释放的时间',
    en: 'The service {service} is {state}; there is no time at which it would be frozen or released',
  },
  stays: {
    kind: 'refused',
    zh: '时间已到 {at}，服务仍为 {state}；它可能已自动续费',
    en: 'The clock stands at {at} and the service is {state} still; it may have renewed itself',
  },
  advance_unclear: {
    kind: 'invalid',
    zh: '请只给出一种：时长（months、days、hours、minutes）、to 或 toNext',
    en: 'Give one of these: a length (months, days, hours, minutes), to, or toNext',
  },
  seller_url: {
    kind: 'invalid',
    zh: '{url} 不是可用的地址：须以 http:// 或 https:// 开头，且不带片段',
    en: '{url} cannot be called: it begins with http:// or https:// and has no fragment',
  },
  seller_key: {
    kind: 'invalid',
    zh: '密钥不能为空，首尾也不能有空格或换行',
    en: 'A key is not empty and has no white space around it',
  },
  seller_url_query: {
    kind: 'invalid',
    zh: '{url} 不是可用的地址：只有 SaaS V1.0 的地址可以自带查询',
    en: '{url} cannot be called: only an address with SaaS V1.0 may have a query of its own',
  },
  fault_unknown: {
    kind: 'invalid',
    zh: '没有故障 {fault}；可选：{known}',
    en: 'There is no fault {fault}; there are: {known}',
  },
  fault_of_nothing: {
    kind: 'invalid',
    zh: '没有协议有接口 {activity}；可选：{known}',
    en: 'No protocol has an interface {activity}; there are: {known}',
  },
  move_ended: {
    kind: 'conflict',
    zh: '时钟停在 {now}，没有走到 {target}：{end}',
    en: 'The clock stands at {now} and did not come to {target}: {end}',
  },
  exchange_unknown: { kind: 'not_found', zh: '没有第 {id} 次调用', en: 'There is no exchange {id}' },
  exchange_dropped: {
    kind: 'not_found',
    zh: '第 {id} 次调用已不再保留：只保留最新的调用，现在从第 {oldest} 次起',
    en: 'Exchange {id} is no longer kept: only the newest ones are, from {oldest} on now',
  },
  not_here: { kind: 'not_found', zh: '控制接口没有 {path}', en: 'The control API has no {path}' },
  not_local: {
    kind: 'forbidden',
    zh: '模拟器只答复本机的程序，须以 127.0.0.1 或 localhost 访问',
    en: 'The emulator answers programs of this machine only, which call it 127.0.0.1 or localhost',
  },
  reset_meanwhile: {
    kind: 'conflict',
    zh: '模拟器已被重置，这一步没有做完，也没有留下什么',
    en: 'The emulator was reset before this was done; nothing of it is left',
  },
  unreadable: {
    kind: 'invalid',
    zh: '请求不能读取：{why}',
    en: 'The request cannot be read: {why}',
  },
})
