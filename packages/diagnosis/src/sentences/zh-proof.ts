import { formatSeconds } from './writers.ts'
import { isOfHtml } from './writers.ts'
import type { Writers } from './writers.ts'

const clocks = { given: '接收方时钟', reply: '响应头 Date' }
const formula = '密钥 + nonce + timestamp + 正文的哈希'
const order = `待签名字符串为“${formula}”，按此顺序直接拼接，不加分隔符。`
const lowerHex = '正文的哈希用小写十六进制表示。'

/** 密钥、签名的写法、时间、随机数和公式。 */
export const chineseProof = {
  key_other: [
    (f) =>
      f.name === undefined
        ? '密钥用错：使用的是该商家的另一个密钥，不是该接口的密钥。'
        : `密钥用错：使用的是“${f.name}”，不是该接口的密钥。`,
    '每类接口使用各自的密钥。请使用卖家中心里绑定到该接口的密钥。',
  ],
  key_charset: [
    (f) => `密钥按 ${f.charset} 编码转换成了字节。`,
    '按 UTF-8 转换，并在代码中指定字符集；默认字符集因机器而异。',
  ],
  key_base64: [
    '密钥先做了 Base64 编码，编码结果被当作密钥使用。',
    '直接使用密钥原文（UTF-8 字节），不做编码。',
  ],
  key_not_decoded: [
    '签名与 Base64 解码后的密钥相符：页面显示的密钥是 Base64 编码后的文本。',
    '将显示的密钥做一次 Base64 解码后使用，或双方都直接使用显示的文本。',
  ],
  key_hex_decoded: [
    '密钥被当作十六进制解码，使用的是解码后的字节。',
    '直接使用密钥原文（UTF-8 字节）；密钥是文本，不是十六进制数。',
  ],
  key_newline: ['使用的密钥多了换行符。', '从文件读取密钥后去掉末尾换行，或保存文件时不留末尾换行。'],
  key_blank: ['使用的密钥首尾多了空格。', '从配置中删除空格，或读取密钥后去掉首尾空格。'],
  key_quoted: ['使用的密钥两侧多了引号或括号。', '从配置或命令行参数中去掉引号或括号。'],
  key_bom: ['使用的密钥前面多了 BOM（字节顺序标记）。', '将密钥文件保存为不带 BOM 的 UTF-8。'],
  key_trimmed: [
    '此处填写的密钥首尾有空格或引号，签名时使用的密钥没有。',
    '去掉空格和引号后重新填写；对方使用的密钥是正确的。',
  ],
  key_case: ['密钥被整体转成了大写或小写。', '保持密钥原样，密钥区分大小写。'],
  key_without_dashes: ['密钥中的连字符被去掉了。', '保留连字符；密钥是文本，不要按 UUID 重新格式化。'],
  key_escaped: ['密钥做了 URL 编码或解码。', '直接使用密钥原文，不做 URL 编码或解码。'],
  key_empty: ['使用了空密钥。', '检查程序启动时，保存密钥的变量或文件是否存在。'],
  proof_base64_for_hex: ['签名是 Base64，应为十六进制。', '将 32 字节的结果转换为 64 位十六进制。'],
  proof_hex_for_base64: [
    '签名是十六进制，应为 Base64。',
    '将 32 字节的结果做 Base64 编码，含填充共 44 个字符。',
  ],
  proof_base64_of_hex: [
    '签名先转成十六进制，又做了 Base64 编码。',
    '取结果的原始字节（例如 hash_hmac 的二进制输出），只编码一次。',
  ],
  proof_plus_blank: [
    '签名中的“+”变成了空格：放入 URL 时没有转义。',
    '在 URL 中将“+”写成 %2B；未转义的“+”会被接收方解码为空格。',
  ],
  proof_escaped_twice: [
    '签名解码后仍含有百分号转义：URL 编码了两次，或没有解码。',
    '发送时每个值只编码一次，接收时只解码一次。',
  ],
  proof_url_safe: ['签名使用了 URL 安全的 Base64（含“-”和“_”）。', '使用标准 Base64（含“+”“/”和填充）。'],
  proof_unpadded: ['签名末尾缺少“=”。', 'Base64 须保留填充，共 44 个字符。'],
  proof_spaced: ['签名首尾有空白字符。', '发送签名时不要带空格和换行。'],
  proof_case: ['签名被整体转成了大写或小写，而 Base64 区分大小写。', '不要改变 Base64 文本的大小写。'],
  proof_cut: [
    (f) => `签名被截断：应有 ${f.expected} 个字符，只收到 ${f.got} 个。`,
    '检查签名经过的数据库字段、变量或日志是否限制了长度。',
  ],
  proof_malformed: [
    (f) => `签名“${f.got}”不是${f.form === 'hex' ? ' 64 位十六进制' : ' 44 个字符的 Base64'}。`,
    '将 HMAC-SHA256 的 32 字节结果转换为协议规定的格式。',
  ],
  computed_right: [
    '计算出的签名正确，问题出在比较环节。',
    '与解码后的签名比较，仅十六进制可忽略大小写；并确认两者属于同一个请求。',
  ],
  parameter_missing: [(f) => `缺少 ${f.parameter}。`, (f) => `发送 ${f.parameter}，缺少它无法验签。`],
  parameter_misspelled: [
    (f) =>
      isOfHtml(f.got)
        ? `${f.parameter} 的名称变成了“${f.got}”：URL 被当作 HTML 处理或显示过，“&”被识别为实体的开头。`
        : `${f.parameter} 的名称写成了“${f.got}”。`,
    (f) =>
      isOfHtml(f.got)
        ? '从代码或日志中获取 URL，不要从网页复制，也不要对它做 HTML 转义或反转义。'
        : `名称应为 ${f.parameter}，区分大小写。`,
  ],
  parameter_elsewhere: [
    (f) =>
      `${f.parameter} 位置错误，出现在${{ query: ' URL ', header: '请求头', body: '正文' }[f.place]}中。`,
    (f) => `在协议规定的位置发送或读取 ${f.parameter}。`,
  ],
  timestamp_malformed: [
    (f) => `时间戳“${f.got}”不是${f.digits === 13 ? ' 13 位毫秒数' : ' 17 位的 yyyyMMddHHmmssSSS'}。`,
    '按协议规定的格式填写 UTC 时间。',
  ],
  timestamp_seconds: ['时间戳的单位是秒，应为毫秒。', '发送 13 位毫秒数：将秒数乘以 1000，或直接取毫秒。'],
  clock_skew: [
    (f) =>
      `请求的时间戳比${clocks[f.clock]}${f.ahead ? '快' : '慢'} ${formatSeconds(f.byMs)} 秒，最多允许相差 ${formatSeconds(f.limitMs)} 秒。`,
    '用 NTP 校准双方的时钟；如果请求在途中有延迟，查明延迟发生在哪里。',
  ],
  timestamp_local: [
    (f) =>
      `请求的时间戳比${clocks[f.clock]}${f.hours > 0 ? '快' : '慢'} ${Math.abs(f.hours)} 小时：一方使用北京时间，另一方使用 UTC。`,
    '双方都使用 UTC，并在格式化和解析时指定时区。',
  ],
  timestamp_seconds_signed: [
    '签名用的时间戳是秒，发送的是毫秒。',
    '用实际发送的时间戳签名，即完整的 13 位数字。',
  ],
  timestamp_milliseconds_signed: ['签名用的时间戳是毫秒，发送的是秒。', '发送与签名相同的 13 位数字。'],
  timestamp_local_signed: [
    '签名用的时间戳比发送的晚 8 小时：时间戳被解析后又按本地时间格式化。',
    '将时间戳作为文本，按收到的原文签名，不要解析。',
  ],
  timestamp_short_signed: ['签名用的时间戳缺少毫秒。', '将时间戳作为文本，用完整的 17 位数字签名。'],
  nonce_replayed: [
    'nonce 在之前的请求中使用过，该请求因此被视为重放并拒绝。',
    '每个请求（包括重试）都生成新的随机 nonce。',
  ],
  nonce_encoded: ['签名用的是 URL 编码后的 nonce。', '先对 nonce 做 URL 解码，再签名。'],
  nonce_timestamp_swapped: ['签名时 nonce 和 timestamp 的顺序颠倒了。', order],
  nonce_left_out: ['待签名字符串中缺少 nonce。', order],
  timestamp_left_out: ['待签名字符串中缺少 timestamp。', order],
  key_left_out: ['待签名字符串中缺少密钥。', `密钥也要放在待签名字符串的开头。${order}`],
  body_left_out: ['待签名字符串中缺少正文的哈希。', order],
  body_only: ['只对正文或正文的哈希做了签名。', `还要对待签名字符串做一次 HMAC-SHA256。${order}`],
  parts_sorted: ['待签名字符串的各部分被排序后才拼接。', `不要排序。${order}`],
  parts_separated: [(f) => `待签名字符串的各部分之间多了分隔符 ${JSON.stringify(f.separator)}。`, order],
  hash_plain_inner: ['正文的哈希使用了普通的 SHA-256，应为 HMAC-SHA256。', '用密钥对正文做 HMAC-SHA256。'],
  hash_plain_outer: ['签名使用了普通的 SHA-256，应为 HMAC-SHA256。', '用密钥做 HMAC-SHA256 得到签名。'],
  hash_algorithm: [(f) => `使用了 ${f.algorithm}，应为 HMAC-SHA256。`, '改用 HMAC-SHA256。'],
  inner_upper_case: ['正文的哈希以大写形式参与了签名。', `${lowerHex}只有最终的签名不区分大小写。`],
  inner_base64: ['正文的哈希以 Base64 形式参与了签名。', lowerHex],
  inner_binary: ['正文的哈希以原始字节形式参与了签名。', lowerHex],
  kit_formula: [
    '使用了联营 kit 的签名公式：参与签名的是正文本身，而不是正文的哈希。',
    '基础接口的待签名字符串为“密钥 + nonce + timestamp + 正文 HMAC-SHA256 的十六进制”。',
  ],
  basic_formula: [
    '使用了基础接口的签名公式：参与签名的是正文的哈希，而不是正文本身。',
    '联营 kit 的待签名字符串为“密钥 + nonce + timestamp + 正文”。',
  ],
  v1_formula: [
    '使用了 V1.0 的签名公式：用“密钥 + 时间戳”对排序后的参数签名。',
    `V2.0 只用密钥本身，对“${formula}”签名。`,
  ],
  v2_formula: [
    '使用了 V2.0 的签名公式。',
    'V1.0 用“密钥 + timeStamp”，对按名称排序、以“&”连接的 name=value 签名，结果做 Base64 编码。',
  ],
  key_with_timestamp: ['密钥后面拼接了时间戳，这是 V1.0 请求的做法。', '只用密钥本身作为 HMAC 的密钥。'],
  key_without_timestamp: [
    '只用了密钥本身作为 HMAC 的密钥。',
    'V1.0 请求使用“密钥 + timeStamp”作为 HMAC 的密钥。',
  ],
  key_behind_timestamp: ['时间戳拼接在了密钥前面。', 'HMAC 的密钥为“密钥 + timeStamp”，顺序不能颠倒。'],
  key_and_text_swapped: [
    '调用 HMAC 时，密钥和待签名字符串的位置颠倒了。',
    '检查参数顺序：密钥作为 key，待签名字符串作为 data。',
  ],
} as const satisfies Partial<Writers>
