import { findResultCodeMeaning } from '@loggia/protocol/saas/v2'
import type { Hows } from '../hows.ts'
import { formatSeconds } from './writers.ts'
import type { Writers } from './writers.ts'

const path: Record<Hows['path'], string> = {
  as_sent: '用的是发送时的样子，没有规范化和转义',
  escaped_twice: '多转义了一次',
  unescaped: '没有转义',
  lower_escapes: '转义用了小写',
  with_query: '带上了查询参数',
  whole_address: '带上了主机名',
  left_out: '没有参与签名',
  slash_escaped: '连斜杠也转义了',
  first_slash: '开头缺少斜杠，或者多了一个',
  prefix_missing: '缺了开头的几段',
}
const query: Record<Hows['query'], string> = {
  descending: '按从 Z 到 A 排了序',
  with_mark: '带上了“?”或末尾的“&”',
  no_equals: '空值参数缺少“=”，或者没有空值参数',
  lower_escapes: '转义用了小写',
  form: '按表单编码，空格写成了“+”',
  half_escaped: '有些保留字符没有转义',
  caseless: '排序时没有区分大小写',
  separator: '连接时没有用“&”或“=”',
  escaped_twice: '多转义了一次',
  one_left_out: '少了一个参数',
  repeated: '重复的参数只取了一个值',
  values_sorted: '按值排了序',
  unescaped_names: '参数名没有转义',
  lower: '全部转成了小写',
}
const headers: Record<Hows['headers'], string> = {
  last_newline: '末尾少了或多了一个换行',
  spaced: '冒号后面带有空格',
  names_as_sent: '名称带有大写字母',
  untrimmed: '值里或首尾的空格处理不对',
  lower: '值转成了小写',
  unsorted: '没有排序',
  one_left_out: '少了 SignedHeaders 里的一个',
  more: '包含 SignedHeaders 之外的请求头',
  port_added: '里的 host 带着另外的端口或协议',
  other_host: '里的 host 与收到的不是同一个',
  content_type: '里的 Content-Type 与发送的不同',
  separator: '没有用“:”和换行连接',
  values_only: '没有带名称',
  left_out: '没有参与签名',
}
const signedHeaders: Record<Hows['signedHeaders'], string> = {
  order: '顺序与 Authorization 里的不同',
  capitals: '大小写与 Authorization 里的不同',
  separator: '没有用“;”分隔',
  left_out: '是空的',
  others: '名称与 Authorization 里的不同',
}
const payload: Record<Hows['payload'], string> = {
  upper: '大写的哈希',
  base64: 'Base64 形式的哈希或正文',
  text: '没有哈希的正文本身',
  left_out: '空',
  unsigned: 'UNSIGNED-PAYLOAD，而请求头里没有声明',
  md5: 'MD5',
  sha1: 'SHA-1',
  keyed: 'HMAC',
  twice: '做了两次的哈希',
  header_ignored: '正文的哈希，而这里应使用 X-Sdk-Content-Sha256 的值',
}
const canonical: Record<Hows['canonical'], string> = {
  no_blank_line: '请求头后面缺少空行',
  newline_at_end: '末尾多了一个换行',
  crlf: '用了 Windows 换行',
  joined: '没有换行，或者把“\\n”写成了两个字符',
  payload_missing: '缺少正文的哈希',
  names_missing: '缺少 SignedHeaders 这一行',
  query_missing: '查询参数没有单独一行',
  order: '各行的顺序不对',
  lower: '全部转成了小写',
  trimmed: '各行去掉了首尾空白',
}
const hash: Record<Hows['hash'], string> = {
  upper: '哈希用了大写',
  base64: '哈希用了 Base64',
  text: '没有做哈希',
  keyed: '用密钥做了哈希',
  twice: '做了两次哈希',
  sha1: '用的是 SHA-1',
  md5: '用的是 MD5',
}
const text: Record<Hows['string'], string> = {
  algorithm_missing: '缺少 SDK-HMAC-SHA256 这一行',
  algorithm_other: '写的算法不是 SDK-HMAC-SHA256',
  date_missing: '缺少时间',
  order: '各行的顺序不对',
  scope: '多了 AWS 那样的 scope 一行',
  newline_at_end: '末尾多了一个换行',
  crlf: '用了 Windows 换行',
  joined: '各行之间没有换行',
  hash_only: '只有规范请求的哈希',
  id_added: '带上了 AK',
}
const refusal: Record<Hows['refusal'], readonly [string, string]> = {
  stale: [
    '请求的时间与它的时钟相差太多',
    '请用 NTP 校准商家服务器的时钟，代码按 UTC 和毫秒计算；请求如果排过队或后来重发，请在到达时就验签。',
  ],
  timestamp_form: [
    '它读不懂请求的时间',
    'V2.0 的 timestamp 是 13 位毫秒数，V1.0 的 timeStamp 是 17 位 yyyyMMddHHmmssSSS；代码须能读取这种形式。',
  ],
  nonce_seen: [
    '它见过这个 nonce',
    '要么请求发了两次，要么代码在验签之前就记下了 nonce，或者查了两次：每个 nonce 只在验签之后记一次。',
  ],
  missing_parameter: [
    '验签所需的参数没有到达',
    '这里的请求带齐了参数：请检查中间的代理、改写规则或框架是否去掉了查询参数，以及代码读取的名称。',
  ],
  signature_form: [
    '它读不懂签名',
    'V2.0 的签名是 64 位十六进制数字，authToken 是 44 个字符的 Base64；代码须在 URL 解码一次之后读取。',
  ],
  unreadable: ['签名相符，但读不懂内容', '请对照请求的成员和代码期望的成员；不认识的成员应当忽略。'],
  not_served: ['那里不提供这个协议或接口', '请在商家服务器的配置里启用这个协议，或登记提供它的地址。'],
}
const replyHow: Record<Hows['reply'], string> = {
  before: '前面多了文本',
  behind: '后面多了文本',
  wrapped: '被包在函数调用里（JSONP）',
  several: '连着写了两个对象',
  cut: '没有写完就结束了',
}
const meaningOf = (code: string): string => findResultCodeMeaning(code, 'zh-CN') ?? '协议里没有这个代码'
const quoteText = (message: string | null): string => (message === null ? '' : `它的说明是：“${message}”。`)
const asSent =
  '请按 SDK-HMAC-SHA256 的规则书写每一部分，或使用官方的签名工具；并把拒绝信息里的规范请求与您的逐行对照。'
const right = '请求的签名与密钥相符。'

/** 开放接口的请求，以及正确却被拒绝的请求。 */
export const chineseOpenApi = {
  ak_sk_path: [(f) => `签名用的规范路径${path[f.how]}。`, asSent],
  ak_sk_query: [(f) => `签名用的查询参数${query[f.how]}。`, asSent],
  ak_sk_headers: [(f) => `签名用的规范请求头${headers[f.how]}。`, asSent],
  ak_sk_signed_headers: [(f) => `签名用的 SignedHeaders 列表${signedHeaders[f.how]}。`, asSent],
  ak_sk_payload: [
    (f) => `正文的哈希那一行写的是${payload[f.how]}。`,
    '请写实际发送的正文的 SHA-256，小写十六进制；空正文也一样。',
  ],
  ak_sk_canonical: [(f) => `规范请求${canonical[f.how]}。`, asSent],
  ak_sk_hash: [(f) => `规范请求${hash[f.how]}。`, '待签名文本的最后一行是规范请求的 SHA-256，小写十六进制。'],
  ak_sk_string: [
    (f) => `待签名的文本${text[f.how]}。`,
    '它有三行：SDK-HMAC-SHA256、X-Sdk-Date、规范请求的哈希；末尾没有换行。',
  ],
  reply_text: [(f) => `响应不是 JSON：${replyHow[f.how]}。`, '请只写一个 JSON 对象，并关闭警告和调试输出。'],
  ak_sk_method_other: ['签名用的请求方法与发送的不同。', '请对实际发送的方法签名，用大写。'],
  refused_for_reason: [
    (f) => `商家的服务器以 ${f.resultCode} 拒绝，按它自己的说法：${refusal[f.reason][0]}。${right}`,
    (f) => refusal[f.reason][1],
  ],
  refused_for_parameter: [
    (f) =>
      `商家的服务器以 ${f.resultCode} 拒绝：${meaningOf(f.resultCode)}。${right}商家用这个代码拒绝 timestamp、nonce 或者不接受的成员。${quoteText(f.resultMsg)}${f.byMs === undefined ? '响应没有 Date 头，看不出时钟相差多少。' : `请求的时间比响应头 Date ${f.ahead ? '快' : '慢'} ${formatSeconds(f.byMs)} 秒。`}`,
    '请依次检查：商家服务器的时钟，以及代码比较时用的单位；nonce 是否用过；各个参数和成员是否以代码读取的名称到达。',
  ],
  refused_with_code: [
    (f) =>
      `商家的服务器以 ${f.resultCode} 拒绝：${meaningOf(f.resultCode)}。${right}这个代码与签名无关。${quoteText(f.resultMsg)}`,
    '请在商家服务器的日志里查看代码如何处理这个请求；密钥和签名不用改。',
  ],
  refused_by_status: [
    (f) => `返回的 HTTP 状态码是 ${f.status}。${right}`,
    '请查明是谁返回的：商家代码前面的网关、登录过滤器或框架，还是代码本身；请以 HTTP 200 和 resultCode 作答。',
  ],
} as const satisfies Partial<Writers>
