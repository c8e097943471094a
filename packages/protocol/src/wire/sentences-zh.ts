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
  lookup: '域名还没有解析出来；请检查该域名的 DNS 服务器是否正常应答',
  connect: '连接尚未建立；请检查服务器是否在线、防火墙是否放行这个端口',
  tls: 'TLS 握手尚未完成；请检查这个端口上的 TLS 服务是否卡住',
  headers: '尚未收到响应头；请先应答，把耗时的操作放到后台',
  body: '响应正文尚未收完；请一次写完响应，并给出正确的 Content-Length',
}
const rules: Record<MemberRule, string> = {
  id_characters: '首尾不得有空白，也不得含有逗号、控制字符或不完整的字符',
  finite_number: '应为有限的数字',
}
const withMessage = (text: string | null): string =>
  text === null ? '，没有附带说明；请用 resultMsg 写明原因' : `，说明是“${text}”；原因请查商家服务器的日志`

const statusAdvice: Readonly<Record<number, string>> = {
  401: '请检查网关、防火墙或登录校验是否拦下了云商店的请求',
  403: '请检查网关、防火墙或登录校验是否拦下了云商店的请求',
  404: '请检查生产地址的路径是否与部署的一致',
  405: '生产地址须接受 POST 请求',
  415: '生产地址须接受 application/json 请求（字符集写作 utf8）；若校验签名的代码之前有请求体解析器（例如适配器之前的 express.json()），它会拒绝这类请求，请将它移到后面',
  429: '请放宽对云商店请求的限流',
  502: '请检查网关后面的应用是否在运行、是否过载',
  503: '请检查网关后面的应用是否在运行、是否过载',
  504: '请检查网关后面的应用是否在运行、是否过载',
}
function adviceOn(status: number): string {
  if (status >= 500) return statusAdvice[status] ?? '请查商家服务器的错误日志'
  if (status >= 400) return statusAdvice[status] ?? '出错时也要返回 200，并用 resultCode 说明'
  return '只有 200 算作成功'
}

export const chinese: VerdictWriters = {
  succeeded: () => '商家的服务器确认成功。',
  pending: () => '商家的服务器已受理，仍在处理。',
  refused: (v) => `商家的服务器没有同意：结果码 ${v.resultCode}${withMessage(v.resultMsg)}。`,
  result_code_unknown: (v) =>
    `商家的服务器返回结果码 ${v.resultCode}${v.resultMsg === null ? '' : `，说明是“${v.resultMsg}”`}；协议中没有这个结果码，按失败处理，请改用协议规定的结果码。`,
  http_status: (v) =>
    v.said
      ? `商家的服务器返回结果码 ${v.said.resultCode}${v.said.resultMsg === null ? '，没有附带说明' : `，说明是“${v.said.resultMsg}”`}，HTTP 状态码是 ${v.status}，出错时也应为 200；原因请查商家服务器的日志。`
      : `商家的服务器返回 HTTP 状态码 ${v.status}，应为 200；${adviceOn(v.status)}。`,
  redirect: (v) =>
    `商家的服务器返回 HTTP 状态码 ${v.status}，要求转到${v.location === null ? '别的地址' : `“${v.location}”`}；重定向不会被跟随，请让生产地址本身返回 200，或改登记目标地址。`,
  content_type: (v) =>
    `响应头 Content-Type ${v.got === null ? '缺失' : `是“${v.got}”`}，应为 application/json；请在接口的响应里设置。`,
  content_encoding: (v) =>
    `响应正文是压缩过的（Content-Encoding：${v.got}），不会被解压；请对这个接口关闭压缩。`,
  not_http: (v) =>
    `收到的不是有效的 HTTP/1.1 响应（${v.reason}）；请检查这个端口上是不是 HTTP 服务，应用或网关写出的响应头是否正确。`,
  head_too_long: (v) => `响应头超过 ${v.limitBytes} 字节的上限；请去掉多余的响应头，例如过多的 Cookie。`,
  head_truncated: () => '响应头没有收完连接就断开了；请检查应用或网关是否中途退出。',
  body_too_long: (v) =>
    `响应正文超过 ${v.limitBytes} 字节的上限，没有读完；请只返回协议规定的内容，并检查响应是否有结尾。`,
  body_truncated: (v) =>
    `响应正文没有收完，收到 ${v.gotBytes} 字节后连接断开；请检查 Content-Length 是否正确，应用或网关是否中途退出。`,
  body_empty: () => '响应没有正文，应为一个 JSON 对象；请检查接口是否写出了结果。',
  body_not_utf8: () => '响应正文不是有效的 UTF-8 编码；请用 UTF-8 写出响应，而不是 GBK 等编码。',
  body_bom: () =>
    '响应正文以字节顺序标记（BOM，EF BB BF）开头，应直接以“{”开头；请用不带 BOM 的 UTF-8 写出响应。',
  body_unparsable: (v) =>
    `响应正文（${v.gotBytes} 字节）不是有效的 JSON；请检查引号、逗号和括号，并确认没有多写别的内容。`,
  not_an_object: (v) => `响应正文是${types[v.got]}，应为一个 JSON 对象；最外层须是花括号。`,
  result_code_missing: () => '响应中没有 resultCode；每个响应都须有它，成功时为“000000”。',
  result_code_malformed: (v) => `resultCode 是“${v.got}”，应为 6 位数字组成的字符串，例如“000000”。`,
  body_sign_missing: () =>
    '响应表示成功，却没有 Body-Sign 响应头，而本协议要求有；请用 access key 对正文签名，并确认网关没有去掉这个响应头。',
  body_sign_malformed: () =>
    '响应头 Body-Sign 无法解读；请写成 sign_type="HMAC-SHA256", signature="…"，两个值都加英文双引号。',
  body_sign_type: (v) => `响应头 Body-Sign 的 sign_type 是“${v.got}”，应为 HMAC-SHA256；请改正。`,
  body_sign_differs: () =>
    '响应头 Body-Sign 的签名与正文不符；请只用 access key 作密钥，对实际发出的字节签名，并以 Base64 写出。',
  member_missing: (v) => `响应中没有必需的成员 ${v.name}；请补上，值不能为空。`,
  member_type: (v) => `成员 ${v.name} 是${types[v.got]}，应为${types[v.expected]}；请改用协议规定的类型。`,
  member_too_long: (v) => `成员 ${v.name} 有 ${v.got} 个字符，最多 ${v.max} 个；请缩短。`,
  member_value: (v) =>
    `成员 ${v.name} 的值是“${v.got}”，${v.rule ? rules[v.rule] : '协议不允许这个值'}；请改用协议允许的值。`,
  instance_id_taken: () =>
    '响应中的 instanceId 属于该商家另一个尚未结束的服务；请为每个订单行分配独立的实例号，只有同一订单行再次请求时才返回同一个。',
  timed_out: (v) => `${formatSeconds(v.ms)} 秒的时限已到，${timedOut[v.phase]}。`,
  connection_refused: () =>
    '商家的服务器拒绝连接，该地址和端口上没有程序在监听；请启动服务，或检查端口和防火墙。',
  connection_reset: () =>
    '商家的服务器接受了连接，没有应答就断开了；请检查应用是否崩溃，网关或防火墙是否切断了连接。',
  host_unreachable: (v) =>
    `没有通往商家服务器的网络路径（${v.reason}）；请检查域名解析到的地址是否能从公网访问。`,
  connection_failed: (v) =>
    `无法连接商家的服务器（${v.reason}）；原因可能在云商店一侧，反复出现时请联系运营者。`,
  dns_not_found: (v) => `域名 ${v.host} 不存在或没有地址记录；请检查生产地址的拼写和域名的 DNS 记录。`,
  dns_failed: (v) =>
    `域名 ${v.host} 的 DNS 查询没有得到应答（${v.reason}）；请检查该域名的 DNS 服务器是否正常。`,
  tls_missing: () => '这个端口上的服务不是 TLS；请在生产地址的端口上启用 HTTPS，或改用启用了 HTTPS 的端口。',
  tls_too_old: () => '商家的服务器只支持 TLS 1.2 以前的版本；请启用 TLS 1.2 或 1.3。',
  tls_broken_off: () =>
    '商家的服务器在 TLS 握手途中断开了连接；请检查它的 TLS 设置、证书是否已加载，以及防火墙是否切断了连接。',
  certificate_expired: () => 'TLS 证书（或签发它的证书）已过期；请更换证书并重新加载服务。',
  certificate_not_yet_valid: () => 'TLS 证书还没有到生效时间；请更换证书，或检查签发证书的机器的时钟。',
  certificate_self_signed: () => 'TLS 证书是自签名的，不受信任；请换成公共证书机构签发的证书。',
  certificate_untrusted: () =>
    'TLS 证书的签发者不受信任；请使用公共证书机构签发的证书，并让服务器同时发出中间证书。',
  certificate_wrong_host: (v) =>
    `TLS 证书不是为 ${v.host} 签发的，而是为 ${v.names}；请换成包含该域名的证书，或改登记证书上的域名。`,
  tls_failed: (v) =>
    `无法建立 TLS 连接（${v.reason}）；请检查服务器的 TLS 设置：须支持 TLS 1.2 或 1.3 的常用算法，不要求客户端证书。`,
  address_forbidden: (v) =>
    `生产地址指向 ${v.address}，这不是公网地址，不允许调用；请让域名解析到公网地址，内网的服务器须由运营者放行。`,
  plain_http: (v) =>
    `生产地址 ${v.host} 没有加密（http），不允许调用；请在服务器上启用 HTTPS，并登记 https:// 开头的地址。`,
  interrupted: () =>
    '请求发出后，云商店的进程中断，不知道商家是否已经执行；同一请求可能再次发出，商家须按幂等处理。',
  late: () => '响应在这次尝试结束之后才到，已存档，没有生效；请让接口在时限内应答。',
}
