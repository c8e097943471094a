import { formatSeconds } from './writers.ts'
import { isOfHtml } from './writers.ts'
import type { Writers } from './writers.ts'

const clocks = { given: '接收方的时钟', reply: '响应头 Date 的时间' }
const order = '拼接顺序是：密钥、nonce、timestamp、正文的哈希，中间不加分隔符。'

/** 密钥、签名的写法、时间、随机数和公式。 */
export const chineseProof = {
  key_other: [
    (f) =>
      f.name === undefined
        ? '用的是这里已知的另一个密钥，不是这一类接口的密钥。'
        : `用的是“${f.name}”的密钥，不是这一类接口的密钥。`,
    '每一类接口各有自己的密钥；请使用密钥管理里绑定到这一类接口的密钥。',
  ],
  key_charset: [
    (f) => `密钥按 ${f.charset} 转成了字节。`,
    '请按 UTF-8 取密钥的字节，并在代码里写明字符集；默认值因机器而异。',
  ],
  key_base64: ['把密钥的 Base64 当成密钥来用了。', '请直接使用密钥的字符（UTF-8 字节），不要先编码。'],
  key_not_decoded: [
    '签名与已知密钥按 Base64 解码后的字节相符：显示的密钥是 Base64 编码后的样子。',
    '请先把显示的密钥按 Base64 解码一次再使用；或者双方都使用显示的文本。',
  ],
  key_hex_decoded: [
    '密钥被当成十六进制数，用的是解码后的字节。',
    '请直接使用密钥的字符；其中的数字和字母不是十六进制数。',
  ],
  key_newline: [
    '密钥末尾的换行被当成了密钥的一部分。',
    '从文件读取密钥时去掉末尾的换行，或者保存文件时末尾不换行。',
  ],
  key_blank: ['密钥旁边的空格被当成了密钥的一部分。', '请从配置里去掉空格，或者读取时去掉首尾空白。'],
  key_quoted: ['密钥两边的引号被当成了密钥的一部分。', '请从配置里去掉引号，或检查命令行传入的内容。'],
  key_bom: ['密钥前面的字节顺序标记（BOM）被当成了密钥的一部分。', '请把密钥文件存为不带 BOM 的 UTF-8。'],
  key_trimmed: [
    '这里给出的密钥首尾带有空白或引号，而签名用的是不带它们的密钥。',
    '请给出不带空白和引号的密钥；对方的密钥是对的。',
  ],
  key_case: ['密钥的字母被全部改成了大写或小写。', '字母的大小写是密钥的一部分，不要改动。'],
  key_without_dashes: ['密钥里的连字符被去掉了。', '请保留连字符；密钥是一段文本，不是要重新书写的 UUID。'],
  key_escaped: ['密钥被做了 URL 编码或解码。', '请直接使用密钥的字符，不做 URL 编码。'],
  key_empty: ['用的是空密钥。', '请检查程序启动时，存放密钥的变量或文件是否存在。'],
  proof_base64_for_hex: ['签名写成了 Base64，应为十六进制。', '请把 32 字节的结果写成 64 位十六进制数字。'],
  proof_hex_for_base64: [
    '签名写成了十六进制，应为 Base64。',
    '请把 32 字节的结果按 Base64 写出，连同填充共 44 个字符。',
  ],
  proof_base64_of_hex: [
    '签名的十六进制文本又做了一次 Base64。',
    '请取编码之前的字节（例如 hash_hmac 的原始输出），只编码一次。',
  ],
  proof_plus_blank: [
    '签名里的“+”变成了空格，因为它没有转义就写进了地址。',
    '请把“+”写成 %2B；接收方会把没有转义的“+”解码成空格。',
  ],
  proof_escaped_twice: [
    '签名解码之后仍带有百分号转义：转义了两次，或没有解码。',
    '发送时每个值只编码一次，接收时只解码一次。',
  ],
  proof_url_safe: ['签名用了地址专用的 Base64（含“-”和“_”）。', '请使用标准字母表（“+”和“/”），并保留填充。'],
  proof_unpadded: ['签名末尾缺少“=”。', 'Base64 须带填充，共 44 个字符。'],
  proof_spaced: ['签名前后带有空白。', '发送时不要带空格和换行。'],
  proof_case: ['签名的字母大小写丢失了，而 Base64 区分大小写。', '不要改动 Base64 文本的大小写。'],
  proof_cut: [
    (f) => `签名被截断：共 ${f.expected} 个字符，只收到 ${f.got} 个。`,
    '请检查它经过的数据库字段、变量或日志行的长度。',
  ],
  proof_malformed: [
    (f) => `签名“${f.got}”不是${f.form === 'hex' ? ' 64 位十六进制数字' : ' 44 个字符的 Base64'}。`,
    '请把 HMAC-SHA256 的 32 字节按协议规定的形式写出。',
  ],
  computed_right: [
    '算出的签名是对的，错在比较这一步。',
    '请与收到的、已解码的签名比较，只有十六进制才可忽略大小写；并确认比较的就是这一个请求。',
  ],
  parameter_missing: [(f) => `缺少 ${f.parameter}。`, (f) => `请发送 ${f.parameter}；没有它就无法验签。`],
  parameter_misspelled: [
    (f) =>
      isOfHtml(f.got)
        ? `${f.parameter} 变成了“${f.got}”：地址被当作 HTML 处理或显示过，“&”成了实体的开头。`
        : `${f.parameter} 写成了“${f.got}”。`,
    (f) =>
      isOfHtml(f.got)
        ? '请从代码或日志里取地址，不要从网页上复制，也不要对它做 HTML 转义或反转义。'
        : `名称须写作 ${f.parameter}，区分大小写。`,
  ],
  parameter_elsewhere: [
    (f) => `${f.parameter} 出现在${{ query: '地址', header: '请求头', body: '正文' }[f.place]}里，位置不对。`,
    (f) => `请在协议规定的位置发送或读取 ${f.parameter}。`,
  ],
  timestamp_malformed: [
    (f) => `时间“${f.got}”不是${f.digits === 13 ? ' 13 位毫秒数' : ' 17 位的 yyyyMMddHHmmssSSS'}。`,
    '请按协议规定的形式书写，使用 UTC。',
  ],
  timestamp_seconds: ['timestamp 是秒，应为毫秒。', '请发送 13 位数字：秒数 × 1000，或使用毫秒时钟。'],
  clock_skew: [
    (f) =>
      `请求的时间比${clocks[f.clock]}${f.ahead ? '快' : '慢'} ${formatSeconds(f.byMs)} 秒，最多允许相差 ${formatSeconds(f.limitMs)} 秒。`,
    '请用 NTP 校准双方的时钟；如果请求在途中等待过，请找出在哪里等待。',
  ],
  timestamp_local: [
    (f) =>
      `请求的时间比${clocks[f.clock]}${f.hours > 0 ? '快' : '慢'} ${Math.abs(f.hours)} 小时：一方用了北京时间，另一方用了 UTC。`,
    '双方都使用 UTC；请在格式化和解析时写明时区。',
  ],
  timestamp_seconds_signed: ['签名用的是秒，发送的是毫秒。', '请按发送的文本签名，即完整的 13 位数字。'],
  timestamp_milliseconds_signed: ['签名用的是毫秒，发送的是秒。', '请发送与签名相同的 13 位数字。'],
  timestamp_local_signed: [
    '签名用的时间比发送的晚 8 小时：时间被解析后又按当地时间写出。',
    '请把时间当作文本，按收到的样子签名，不要先解析。',
  ],
  timestamp_short_signed: ['签名用的时间没有毫秒。', '请把时间当作文本，用完整的 17 位数字签名。'],
  nonce_replayed: [
    'nonce 在之前的请求里用过，因此这个请求按重放拒绝。',
    '每个请求都要用新的随机 nonce，重试也一样。',
  ],
  nonce_encoded: ['签名用的是 nonce 转义后的文本。', '请先解码，再用它代表的内容签名。'],
  nonce_timestamp_swapped: ['签名时 nonce 和 timestamp 的顺序反了。', order],
  nonce_left_out: ['签名的文本里没有 nonce。', order],
  timestamp_left_out: ['签名的文本里没有 timestamp。', order],
  key_left_out: ['签名的文本里没有密钥。', `密钥也要放在文本的最前面。${order}`],
  body_left_out: ['签名的文本里没有正文的哈希。', order],
  body_only: ['只对正文或它的哈希做了签名。', `还要再做一次 HMAC-SHA256。${order}`],
  parts_sorted: ['各部分排序之后才拼接。', `不要排序。${order}`],
  parts_separated: [(f) => `各部分之间加了分隔符 ${JSON.stringify(f.separator)}。`, order],
  hash_plain_inner: ['正文用普通的 SHA-256 做了哈希，应为 HMAC-SHA256。', '请以密钥对正文做 HMAC-SHA256。'],
  hash_plain_outer: [
    '文本用普通的 SHA-256 做了哈希，应为 HMAC-SHA256。',
    '请以密钥做 HMAC-SHA256 得到签名。',
  ],
  hash_algorithm: [(f) => `用的是 ${f.algorithm}，应为 HMAC-SHA256。`, '请使用 HMAC-SHA256。'],
  inner_upper_case: ['正文的哈希用大写字母参与了签名。', '正文的哈希须用小写；只有最终的签名不区分大小写。'],
  inner_base64: ['正文的哈希用 Base64 参与了签名。', '正文的哈希须写成小写的十六进制数字。'],
  inner_binary: ['正文的哈希用原始字节参与了签名。', '正文的哈希须写成小写的十六进制数字。'],
  kit_formula: [
    '用了联营 kit 的公式：参与签名的是正文本身，而不是它的哈希。',
    '基础接口的文本是：密钥 + nonce + timestamp + 正文 HMAC-SHA256 的十六进制。',
  ],
  basic_formula: [
    '用了基础接口的公式：参与签名的是正文的哈希，而不是正文。',
    '联营 kit 的文本是：密钥 + nonce + timestamp + 正文。',
  ],
  v1_formula: [
    '用了 V1.0 的公式：以“密钥 + 时间”对排序后的参数签名。',
    'V2.0 以密钥本身对“密钥 + nonce + timestamp + 正文的哈希”签名。',
  ],
  v2_formula: [
    '用了 V2.0 的公式。',
    'V1.0 以“密钥 + timeStamp”对按名称排序、用“&”连接的 name=value 签名，结果写成 Base64。',
  ],
  key_with_timestamp: ['密钥后面接上了时间，这是 V1.0 请求的做法。', '请只用密钥本身。'],
  key_without_timestamp: ['只用了密钥本身。', 'V1.0 请求的密钥是“密钥 + timeStamp”。'],
  key_behind_timestamp: ['时间接在了密钥前面。', '顺序是“密钥 + timeStamp”。'],
  key_and_text_swapped: [
    '调用 HMAC 时，密钥和文本的位置反了。',
    '请核对参数的顺序：密钥作 key，文本作 data。',
  ],
} as const satisfies Partial<Writers>
