import type { JsonType } from './json.ts'
import type { CallPhase, MemberRule } from './verdicts.ts'
import { formatSeconds } from './verdict-writers.ts'
import type { VerdictWriters } from './verdict-writers.ts'

const types: Record<JsonType | 'integer', string> = {
  string: '字符串',
  number: '数字',
  integer: '整数',
  boolean: '布尔值',
  null: ' null',
  object: '对象',
  array: '数组',
}
const timedOut: Record<CallPhase, string> = {
  lookup: '域名解析未完成；请检查此域名的 DNS 服务器是否正常响应',
  connect: '未能建立连接；请检查服务器是否在运行、防火墙是否放行此端口',
  tls: 'TLS 握手未完成；请检查此端口的 TLS 服务是否卡住',
  headers: '未收到响应头；请先返回响应，将耗时操作放到后台执行',
  body: '响应正文未接收完整；请一次性返回完整的响应，并正确设置 Content-Length',
}
const rules: Record<MemberRule, string> = {
  id_characters: '首尾不能有空格，且不能包含逗号、控制字符或不完整的字符',
  finite_number: '应为有限的数字',
}
const withMessage = (text: string | null): string =>
  text === null ? '，未返回说明；请在 resultMsg 中写明原因' : `，说明为“${text}”；原因请查看商家服务器的日志`

const gatewayAdvice = '请检查网关、防火墙或登录校验是否拦截了云商店的请求'
const overloadAdvice = '请检查网关后面的应用是否在运行、是否过载'
const statusAdvice: Readonly<Record<number, string>> = {
  401: gatewayAdvice,
  403: gatewayAdvice,
  404: '请检查生产地址的路径是否与部署的路径一致',
  405: '生产地址须接受 POST 请求',
  415: '生产地址须接受 application/json 请求（字符集写作 utf8）；如果验签代码之前有请求体解析器（如 express.json()），请将它移到验签代码之后',
  429: '请放宽对云商店请求的限流',
  502: overloadAdvice,
  503: overloadAdvice,
  504: overloadAdvice,
}
function adviceOn(status: number): string {
  if (status >= 500) return statusAdvice[status] ?? '请查看商家服务器的错误日志'
  if (status >= 400) return statusAdvice[status] ?? '出错时也应返回 200，并用结果码说明错误'
  return '只有 200 表示成功'
}

export const chinese: VerdictWriters = {
  succeeded: () => '商家的服务器返回成功。',
  pending: () => '商家的服务器已受理，正在处理。',
  refused: (v) => `商家的服务器拒绝了请求：结果码 ${v.resultCode}${withMessage(v.resultMsg)}。`,
  result_code_unknown: (v) =>
    `商家的服务器返回结果码 ${v.resultCode}${v.resultMsg === null ? '' : `，说明为“${v.resultMsg}”`}；协议未定义此结果码，按失败处理，请改用协议规定的结果码。`,
  http_status: (v) =>
    v.said
      ? `商家的服务器返回结果码 ${v.said.resultCode}${v.said.resultMsg === null ? '，未返回说明' : `，说明为“${v.said.resultMsg}”`}，HTTP 状态码为 ${v.status}；出错时状态码也应为 200，拒绝的原因请查看商家服务器的日志。`
      : `商家的服务器返回 HTTP 状态码 ${v.status}，应为 200；${adviceOn(v.status)}。`,
  redirect: (v) =>
    `商家的服务器返回 HTTP 状态码 ${v.status}，重定向到${v.location === null ? '其他地址' : `“${v.location}”`}；云商店不跟随重定向，请让生产地址直接返回 200，或将目标地址登记为生产地址。`,
  content_type: (v) =>
    `响应头 Content-Type ${v.got === null ? '缺失' : `为“${v.got}”`}，应为 application/json；请在响应中设置。`,
  content_encoding: (v) =>
    `响应正文经过压缩（Content-Encoding：${v.got}），云商店不支持解压；请对此地址关闭压缩。`,
  not_http: (v) =>
    `返回的内容不是有效的 HTTP/1.1 响应（${v.reason}）；请检查此端口上是否为 HTTP 服务，以及应用或网关返回的响应头是否正确。`,
  head_too_long: (v) => `响应头超过 ${v.limitBytes} 字节；请去掉不需要的响应头，如 Cookie。`,
  head_truncated: () => '响应头未接收完整，连接已断开；请检查应用或网关是否在响应过程中退出。',
  body_too_long: (v) =>
    `响应正文超过 ${v.limitBytes} 字节，未读取完整；请只返回协议规定的内容，并检查响应是否正常结束。`,
  body_truncated: (v) =>
    `响应正文未接收完整，收到 ${v.gotBytes} 字节后连接断开；请检查 Content-Length 是否正确，以及应用或网关是否在响应过程中退出。`,
  body_empty: () => '响应没有正文，应为 JSON 对象；请检查接口是否返回了结果。',
  body_not_utf8: () => '响应正文不是有效的 UTF-8；请使用 UTF-8 编码，不要使用 GBK 等其他编码。',
  body_bom: () => '响应正文以 BOM（字节顺序标记，EF BB BF）开头，应以“{”开头；请使用不带 BOM 的 UTF-8。',
  body_unparsable: (v) =>
    `响应正文（${v.gotBytes} 字节）不是有效的 JSON；请检查引号、逗号和括号，并确认没有输出其他内容。`,
  not_an_object: (v) => `响应正文是${types[v.got]}，应为 JSON 对象；最外层请使用花括号。`,
  result_code_missing: () => '响应中缺少 resultCode；每个响应都须返回，成功时为“000000”。',
  result_code_malformed: (v) => `resultCode 为“${v.got}”，应为 6 位数字的字符串，如“000000”。`,
  body_sign_missing: () =>
    '响应表示成功，但缺少此协议要求的响应头 Body-Sign；请用密钥对正文签名，并确认网关没有去掉此响应头。',
  body_sign_malformed: () =>
    '无法解析响应头 Body-Sign；格式应为 sign_type="HMAC-SHA256", signature="…"，两个值都加英文双引号。',
  body_sign_type: (v) => `响应头 Body-Sign 的 sign_type 为“${v.got}”，应为 HMAC-SHA256。`,
  body_sign_differs: () =>
    '响应头 Body-Sign 的签名与正文不符；请只用密钥本身对实际返回的字节签名，结果做 Base64 编码。',
  member_missing: (v) => `响应中缺少必填字段 ${v.name}；请补充，值不能为空。`,
  member_type: (v) => `字段 ${v.name} 是${types[v.got]}，应为${types[v.expected]}；请使用协议规定的类型。`,
  member_too_long: (v) => `字段 ${v.name} 有 ${v.got} 个字符，最多 ${v.max} 个。`,
  member_value: (v) =>
    `字段 ${v.name} 的值为“${v.got}”，${v.rule ? rules[v.rule] : '不在协议允许的范围内'}；请改为协议允许的值。`,
  instance_id_taken: () =>
    '响应中的 instanceId 属于此商家的另一个未结束的服务；请为每个订单行分配独立的实例 ID，仅在同一订单行再次请求时返回相同的实例 ID。',
  timed_out: (v) => `调用超时（${formatSeconds(v.ms)} 秒），${timedOut[v.phase]}。`,
  connection_refused: () =>
    '商家的服务器拒绝连接，此地址和端口没有服务监听；请启动服务，或检查端口和防火墙。',
  connection_reset: () =>
    '商家的服务器接受连接后未返回响应即断开；请检查应用是否崩溃，以及网关或防火墙是否断开了连接。',
  host_unreachable: (v) =>
    `网络无法到达商家的服务器（${v.reason}）；请检查域名解析的 IP 地址能否从公网访问。`,
  connection_failed: (v) =>
    `无法连接商家的服务器（${v.reason}）；原因可能在云商店一侧，如果再次出现，请联系运营人员。`,
  dns_not_found: (v) => `域名 ${v.host} 不存在或没有 IP 地址；请检查生产地址的拼写和域名的 DNS 记录。`,
  dns_failed: (v) => `域名 ${v.host} 的 DNS 查询失败（${v.reason}）；请检查此域名的 DNS 服务器是否正常。`,
  tls_missing: () => '此端口的服务未启用 TLS；请在生产地址的端口上启用 HTTPS，或改用已启用 HTTPS 的端口。',
  tls_too_old: () => '商家的服务器不支持 TLS 1.2 及以上版本；请启用 TLS 1.2 或 1.3。',
  tls_broken_off: () =>
    '商家的服务器在 TLS 握手过程中断开了连接；请检查服务器的 TLS 配置、证书是否已加载，以及防火墙是否断开了连接。',
  certificate_expired: () => 'TLS 证书或其签发证书已过期；请更换证书并重新加载服务。',
  certificate_not_yet_valid: () => 'TLS 证书尚未生效；请更换证书，或检查签发证书的机器的时钟。',
  certificate_self_signed: () => 'TLS 证书为自签名证书，不受信任；请使用公共证书机构签发的证书。',
  certificate_untrusted: () =>
    'TLS 证书的签发机构不受信任；请使用公共证书机构签发的证书，并在服务器上配置中间证书。',
  certificate_wrong_host: (v) =>
    `TLS 证书的域名是 ${v.names}，与 ${v.host} 不符；请更换为包含此域名的证书，或将生产地址改为证书中的域名。`,
  tls_failed: (v) =>
    `TLS 连接失败（${v.reason}）；请检查服务器是否支持 TLS 1.2 或 1.3 的常用算法，且不要求客户端证书。`,
  address_forbidden: (v) =>
    `生产地址解析为 ${v.address}，不是公网地址，未发出调用；请将域名解析到公网地址，内网服务器须由运营人员放行。`,
  plain_http: (v) =>
    `生产地址 ${v.host} 未加密（http），未发出调用；请在服务器上启用 HTTPS，并将生产地址改为以 https:// 开头。`,
  interrupted: () =>
    '请求发出后云商店中断运行，无法确认商家是否已执行；同一请求可能再次发出，商家须做幂等处理。',
  late: () => '响应在本次尝试结束后才到达，已记录但不生效；请在时限内返回响应。',
}
