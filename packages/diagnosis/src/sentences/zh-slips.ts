import type { Writers } from './writers.ts'

const asKey = '直接使用密钥原文（UTF-8 字节），不做任何转换。'
const copied = '重新复制密钥，不要手工输入，并核对长度和首尾字符。'
const order = '待签名字符串为“密钥 + nonce + timestamp + 正文的哈希”，按此顺序直接拼接，不加分隔符。'
const sides = { before: '前面', behind: '后面', around: '两侧' } as const
const inner = '正文的哈希是用密钥对正文做的 HMAC-SHA256，用 64 位小写十六进制表示。'
const asText = '将时间戳作为文本，用实际发送的原文签名，不要解析或重新格式化。'
const hex = '将 32 字节的结果转换为协议规定的格式：64 位十六进制，或 44 个字符的 Base64。'
const made = {
  nonce: '其中包含了 nonce',
  timestamp: '其中包含了时间戳',
  both: '其中包含了 nonce 和 timestamp',
  digest: '它由密钥和时间戳经哈希派生而来',
}
const partNames = { key: '密钥', nonce: 'nonce', timestamp: 'timestamp', body: '正文的哈希' }
const requestParts: Readonly<Record<string, string>> = {
  method: '方法',
  path: '路径',
  query: '查询参数',
  address: ' URL ',
  host: ' Host ',
  'content-type': ' Content-Type ',
  length: '正文长度',
}
const textHows = {
  base64: '做了 Base64 编码',
  hex: '转成了十六进制',
  url: '做了 URL 编码',
  upper: '转成了大写',
  lower: '转成了小写',
  digest: '做了一次哈希',
  newline: '在末尾加了换行',
  trimmed: '去掉了空白字符',
  quoted: '加了引号',
  bom: '加了 BOM（字节顺序标记）',
}
const nonceHows = {
  decoded: '多解码了一次',
  lower: '转成了小写',
  upper: '转成了大写',
  dashes: '去掉了连字符',
  trimmed: '去掉了首尾空格',
  cut: '被截断',
  base64: '做了 Base64 编码',
  quoted: '加了引号',
}

/** 密钥的笔误、签名的写法和参与签名的文本。 */
export const chineseSlips = {
  key_affixed: [
    (f) => `密钥${sides[f.place]}的 ${JSON.stringify(f.text)} 被当作密钥的一部分使用。`,
    '检查读取密钥配置的代码，以及是否沿用了其他签名方案的代码。',
  ],
  key_hashed: [(f) => `密钥的 ${f.algorithm} 哈希被当作密钥使用。`, asKey],
  key_cut: [
    (f) => `密钥被截断：共 ${f.expected} 个字符，只使用了 ${f.got} 个。`,
    '检查保存密钥的字段或变量的长度，以及读取时会把什么字符当作结尾。',
  ],
  key_stand_in: [
    (f) => `“${f.text}”被当作密钥使用：占位符没有替换，或变量没有赋值。`,
    '检查程序启动时，保存密钥的变量或文件是否存在。',
  ],
  key_made_of: [
    (f) => `HMAC 的密钥错误：${made[f.of]}。`,
    '只用密钥本身作为 HMAC 的密钥；V1.0 请求使用“密钥 + timeStamp”。',
  ],
  key_timestamp_separated: [
    (f) => `HMAC 的密钥中，密钥与 timeStamp 之间多了 ${JSON.stringify(f.separator)}。`,
    'HMAC 的密钥为“密钥 + timeStamp”，中间不加任何字符。',
  ],
  key_hex: ['密钥先转成十六进制，转换结果被当作密钥使用。', asKey],
  key_dashes_replaced: [
    '密钥中的连字符被替换成了其他字符。',
    '使用普通的“-”；文字处理和聊天软件会自动替换它。',
  ],
  key_doubled: ['密钥重复使用了两遍。', copied],
  key_reversed: ['密钥的字符顺序颠倒了。', asKey],
  key_letter_lost: ['密钥少了一个字符。', copied],
  key_letter_doubled: ['密钥中有一个字符重复了。', copied],
  key_letters_swapped: ['密钥中有两个字符的位置颠倒了。', copied],
  key_letter_case: ['密钥中有一个字母的大小写错误。', copied],
  key_look_alike: ['密钥中有一个字符被误认为形近的字符，例如把 0 认成 O，或把 1 认成 l。', copied],
  key_only_in_text: ['该密钥错误只出现在待签名字符串中，HMAC 的密钥是正确的。', '两处使用同一个密钥。'],
  proof_prefixed: [(f) => `签名前面多了 ${JSON.stringify(f.prefix)}。`, '只发送签名本身。'],
  proof_separated: [
    (f) => `签名的字节之间多了分隔符 ${JSON.stringify(f.separator)}，这是 C# 中 BitConverter 的默认格式。`,
    '去掉分隔符。',
  ],
  proof_quoted: ['签名外面多了引号或括号。', '只发送签名本身。'],
  proof_byte_list: ['签名是一串数字：直接输出了字节数组。', hex],
  proof_raw_bytes: ['签名以原始字节发送。', hex],
  proof_hex_twice: ['签名转换了两次十六进制。', hex],
  proof_hex_of_base64: ['签名的 Base64 文本又被转成了十六进制。', hex],
  proof_base64_twice: ['签名做了两次 Base64 编码。', hex],
  proof_zeros_lost: [
    '签名中的 0 丢失：字节的前导 0 或整个数字的前导 0 没有输出。',
    '每个字节输出两位：使用 %02x、String.format("%02x") 或 HexFormat，不要使用 Integer.toHexString 或 BigInteger.toString(16)。',
  ],
  proof_sign_extended: [
    '签名中大于等于 128 的字节被写成“ffffff…”：字节被当作有符号整数。',
    '输出 byte & 0xff 并固定两位，或使用 HexFormat。',
  ],
  proof_signs_lost: ['签名中的“+”“/”或“=”丢失。', '将签名放入 URL 时做 URL 编码。'],
  inner_algorithm: [(f) => `正文的哈希使用了 ${f.algorithm}，应为 HMAC-SHA256。`, inner],
  inner_swapped: ['计算正文的哈希时，密钥和正文的位置颠倒了。', inner],
  inner_twice: ['正文做了两次哈希。', inner],
  inner_without_key: ['计算正文的哈希时使用了空密钥。', inner],
  inner_body_base64: ['参与签名的是正文的 Base64，而不是正文的哈希。', inner],
  inner_cut: ['正文的哈希被截断后才参与签名。', inner],
  inner_zeros_lost: ['正文的哈希中有 0 丢失。', `${inner}每个字节输出两位，例如使用 %02x。`],
  inner_sign_extended: [
    '正文的哈希中，大于等于 128 的字节被写成“ffffff…”：字节被当作有符号整数。',
    `${inner}输出 byte & 0xff。`,
  ],
  inner_bytes_as_text: ["正文哈希的原始字节被直接转成文本：按字符解读，或写成了 Python 的 b'…'。", inner],
  inner_separated: ['正文哈希的字节之间多了分隔符，这是 C# 中 BitConverter 的默认格式。', inner],
  inner_hex_twice: ['正文的哈希转换了两次十六进制。', inner],
  inner_affixed: [
    (f) => `正文哈希${sides[f.place]}多出的“${f.text}”也参与了签名。`,
    `${inner}从工具的输出中只取哈希值本身。`,
  ],
  inner_with_timestamp: ['正文的哈希中包含了时间戳。', inner],
  hash_twice: ['签名做了两次哈希。', '只做一次 HMAC-SHA256，发送它的结果。'],
  parts_ordered: [
    (f) =>
      `待签名字符串的拼接顺序错误：${f.parts.map((one) => partNames[one]).join(' + ')}${new Set(f.parts).size < f.parts.length ? '，其中一项使用了两次' : ''}。`,
    order,
  ],
  parts_named: ['待签名字符串的各部分以 name=value 的形式拼接。', order],
  query_signed: ['参与签名的是查询参数：URL 中的原文，或 name=value 形式。', order],
  part_added: [
    (f) => `预期的文本${sides[f.place]}多了请求的${requestParts[f.part] ?? ` ${f.part} `}，也参与了签名。`,
    order,
  ],
  text_changed: [(f) => `待签名字符串${textHows[f.how]}后才签名。`, '直接对拼接好的字符串签名。'],
  nonce_changed: [(f) => `签名时 nonce ${nonceHows[f.how]}。`, '对 nonce 做一次 URL 解码后原样签名。'],
  stamp_stand_in: [
    (f) => `参与签名的 ${f.parameter} 是“${f.text}”：代码中的变量没有值。`,
    (f) => `签名前按准确的名称读取 ${f.parameter}。`,
  ],
  timestamp_truncated: ['签名用的时间戳缺少毫秒，或毫秒被替换为 0，或末尾多了 0。', asText],
  timestamp_overflow: ['签名用的时间戳被存为 32 位整数，发生溢出。', `使用 64 位整数。${asText}`],
  timestamp_float: ['签名用的时间戳是浮点数。', asText],
  timestamp_formatted: [(f) => `签名用的时间戳是其他日期或数字格式，例如“${f.example}”。`, asText],
  timestamp_other: [
    (f) => `签名用的时间戳比发送的${f.byMs > 0 ? '晚' : '早'} ${Math.abs(f.byMs)} 毫秒：读取了两次时钟。`,
    '只读取一次时钟，签名和发送使用同一段文本。',
  ],
} as const satisfies Partial<Writers>
