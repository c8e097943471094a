import type { Writers } from './writers.ts'

const asKey = '请直接使用密钥的字符（UTF-8 字节）。'
const copied = '请从密钥管理里重新复制密钥，不要手工输入；并核对长度和首尾字符。'
const order = '请按密钥、nonce、timestamp、正文哈希的顺序直接拼接，中间不加分隔符。'
const sides = { before: '前面', behind: '后面', around: '两边' } as const
const inner = '正文的哈希是以密钥做的 HMAC-SHA256，写成 64 位小写十六进制数字。'
const asText = '请按发送的文本对时间签名，不要解析后重新书写。'
const hex = '请把 32 字节的结果按协议规定的形式写出：64 位十六进制数字，或 44 个字符的 Base64。'
const made = {
  nonce: '其中混入了 nonce',
  timestamp: '其中混入了时间',
  both: '其中混入了 nonce 和 timestamp',
  digest: '它是由密钥和时间经哈希派生出来的',
}
const partNames = { key: '密钥', nonce: 'nonce', timestamp: 'timestamp', body: '正文的哈希' }
const textHows = {
  base64: '做了 Base64 编码',
  hex: '写成了十六进制',
  url: '做了 URL 编码',
  upper: '转成了大写',
  lower: '转成了小写',
  digest: '做了一次哈希',
  newline: '在末尾加了换行',
  trimmed: '去掉了空白',
  quoted: '加上了引号',
  bom: '加上了字节顺序标记（BOM）',
}
const nonceHows = {
  decoded: '多解码了一次',
  lower: '转成了小写',
  upper: '转成了大写',
  dashes: '去掉了连字符',
  trimmed: '去掉了首尾空格',
  cut: '被截断',
  base64: '做了 Base64 编码',
  quoted: '加上了引号',
}
const places = { before: '前面', behind: '后面' }

/** 密钥的笔误、签名的写法和参与签名的文本。 */
export const chineseSlips = {
  key_affixed: [
    (f) => `密钥${places[f.place]}的 ${JSON.stringify(f.text)} 被当成了密钥的一部分。`,
    '请检查读取密钥配置的代码，以及代码是否照搬了别的签名方案。',
  ],
  key_hashed: [(f) => `把密钥的 ${f.algorithm} 当成密钥来用了。`, asKey],
  key_cut: [
    (f) => `密钥被截断：共 ${f.expected} 个字符，只用了 ${f.got} 个。`,
    '请检查存放密钥的字段或变量的长度，以及读取时把什么当成了结尾。',
  ],
  key_stand_in: [
    (f) => `把“${f.text}”当成了密钥：占位符没有替换，或者变量没有值。`,
    '请检查程序启动时，存放密钥的变量或文件是否存在。',
  ],
  key_made_of: [
    (f) => `HMAC 用的不是协议规定的密钥：${made[f.of]}。`,
    '请按协议取密钥：只用密钥本身；V1.0 请求用“密钥 + timeStamp”。',
  ],
  key_timestamp_separated: [
    (f) => `密钥和 timeStamp 之间多了 ${JSON.stringify(f.separator)}。`,
    '应直接写作“密钥 + timeStamp”，中间什么都不加。',
  ],
  key_hex: ['把密钥的十六进制写法当成密钥来用了。', asKey],
  key_dashes_replaced: ['密钥里的连字符被换成了别的符号。', '请使用普通的“-”；文字处理和聊天软件会改动它。'],
  key_doubled: ['密钥连着用了两遍。', copied],
  key_reversed: ['密钥被倒过来用了。', asKey],
  key_letter_lost: ['密钥少了一个字符。', copied],
  key_letter_doubled: ['密钥里有一个字符重复了。', copied],
  key_letters_swapped: ['密钥里有两个字符的位置反了。', copied],
  key_letter_case: ['密钥里有一个字母的大小写错了。', copied],
  key_look_alike: ['密钥里有字符被认成了相似的字符，例如把 0 认成 O，把 1 认成 l。', copied],
  key_only_in_text: ['密钥的这个错误只出现在参与签名的文本里，HMAC 的密钥是对的。', '两处请使用同一个密钥。'],
  proof_prefixed: [(f) => `签名前面带有 ${JSON.stringify(f.prefix)}。`, '请只发送签名本身。'],
  proof_separated: [
    (f) => `签名的字节之间有 ${JSON.stringify(f.separator)}，C# 的 BitConverter 就是这样写的。`,
    '各位数字之间不要加任何东西。',
  ],
  proof_quoted: ['签名外面带有引号或括号。', '请只发送签名本身。'],
  proof_byte_list: ['签名是一串数字：直接打印了字节数组。', hex],
  proof_raw_bytes: ['签名以原始字节发送。', hex],
  proof_hex_twice: ['签名的十六进制文本又写成了一次十六进制。', hex],
  proof_hex_of_base64: ['签名的 Base64 文本又写成了十六进制。', hex],
  proof_base64_twice: ['签名做了两次 Base64。', hex],
  proof_zeros_lost: [
    '签名里的零丢失了：小于 16 的字节或开头的零没有写出来。',
    '每个字节写两位：请用 %02x、String.format("%02x") 或 HexFormat，不要用 Integer.toHexString 或 BigInteger.toString(16)。',
  ],
  proof_sign_extended: [
    '签名里 128 以上的字节写成了“ffffff…”：字节被当成了有符号整数。',
    '请写 byte & 0xff，固定两位，或使用 HexFormat。',
  ],
  proof_signs_lost: ['签名里的“+”“/”“=”丢失了。', '签名放进地址时，请做 URL 编码。'],
  inner_algorithm: [(f) => `正文的哈希用了 ${f.algorithm}，应为 HMAC-SHA256。`, inner],
  inner_swapped: ['对正文做哈希时，密钥和正文的位置反了。', inner],
  inner_twice: ['正文做了两次哈希。', inner],
  inner_without_key: ['对正文做哈希时用了空密钥。', inner],
  inner_body_base64: ['用的是正文的 Base64。', inner],
  inner_cut: ['正文的哈希在参与签名之前被截断了。', inner],
  inner_zeros_lost: ['正文的哈希丢了一些零之后才参与签名。', `${inner}每个字节写两位，例如 %02x。`],
  inner_sign_extended: [
    '正文的哈希里，128 以上的字节写成了“ffffff…”：字节被当成了有符号整数。',
    `${inner}请写 byte & 0xff。`,
  ],
  inner_bytes_as_text: ["正文哈希的字节由语言直接转成了文本：当成字符，或写成 Python 的 b'…'。", inner],
  inner_separated: ['正文哈希的字节之间带有分隔符，C# 的 BitConverter 就是这样写的。', inner],
  inner_hex_twice: ['正文哈希的十六进制文本又被转成了一次十六进制。', inner],
  inner_affixed: [
    (f) => `正文哈希的${sides[f.place]}多出了“${f.text}”，也参与了签名。`,
    `${inner}从工具的输出里只取这些数字。`,
  ],
  inner_with_timestamp: ['正文的哈希里混入了时间。', inner],
  hash_twice: ['结果又做了一次哈希。', '只做一次 HMAC-SHA256，并写出它的结果。'],
  parts_ordered: [
    (f) =>
      `文本的拼接顺序不对：${f.parts.map((one) => partNames[one]).join(' + ')}${new Set(f.parts).size < f.parts.length ? '，其中一个用了两次' : ''}。`,
    order,
  ],
  parts_named: ['各部分以 name=value 的形式拼接。', order],
  query_signed: ['签名用的是查询参数：地址里的原文，或 name=value 的形式。', order],
  part_added: [(f) => `文本${places[f.place]}还加入了请求的 ${f.part}。`, order],
  text_changed: [(f) => `文本先${textHows[f.how]}，然后才签名。`, '请直接对拼接好的文本签名。'],
  nonce_changed: [(f) => `签名时 nonce ${nonceHows[f.how]}。`, '请对地址解码一次之后的 nonce 签名。'],
  stamp_stand_in: [
    (f) => `签名时 ${f.parameter} 的位置是“${f.text}”：代码里它没有值。`,
    (f) => `签名之前请按准确的名称读取 ${f.parameter}。`,
  ],
  timestamp_truncated: ['签名用的时间没有毫秒，以零代替，或者末尾多了零。', asText],
  timestamp_overflow: ['签名用的时间变成了 32 位整数，而 32 位放不下它。', `请使用 64 位整数。${asText}`],
  timestamp_float: ['签名用的时间变成了浮点数。', asText],
  timestamp_formatted: [(f) => `签名用的时间写成了另一种日期或数字形式，例如“${f.example}”。`, asText],
  timestamp_other: [
    (f) => `签名用的时间与发送的不同，${f.byMs > 0 ? '晚' : '早'} ${Math.abs(f.byMs)} 毫秒：时钟读了两次。`,
    '时钟只读一次，签名和发送用同一段文本。',
  ],
} as const satisfies Partial<Writers>
