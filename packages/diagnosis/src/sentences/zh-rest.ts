import { describeVerdict } from '@loggia/protocol/wire'
import type { Writers } from './writers.ts'

const derive =
  '以密钥为种子，用 SHA1PRNG 派生 AES 密钥，与 Java 的 KeyGenerator 一致；密钥本身不能直接作为 AES 密钥。'
const layout = '先写 16 位字母或数字的 IV（明文），再接密文的 Base64。'
const fills = {
  zeros: '用 0 补足',
  blanks: '用空格补足',
  repeated: '重复至 AES 密钥的长度',
  cut: '截断至 AES 密钥的长度',
}

/** 加密字段、开放接口的签名和整体。 */
export const chineseRest = {
  field_key_padded: [(f) => `直接将密钥${fills[f.fill]}后用作 AES 密钥。`, derive],
  field_key_hashed: [(f) => `AES 密钥是密钥的 ${f.algorithm} 哈希。`, derive],
  field_prng_unsigned: [
    'AES 密钥的后半部分错误：SHA1PRNG 实现中，字节按无符号数相加。',
    '与 Java 一致，字节按有符号数相加，进位用算术右移。',
  ],
  field_bits: [
    (f) => `实际使用 AES-${f.used} 加密，encryptType 声明的是 AES-${f.announced}。`,
    'encryptType 为 1 表示 AES-256，为 2 表示 AES-128；V1.0 中不填按 1 处理。',
  ],
  field_ecb: ['加密使用了 ECB 模式。', '使用 AES 的 CBC 模式、PKCS#5 填充和随机 IV。'],
  field_iv_missing: ['加密时没有使用 IV，或没有发送 IV。', layout],
  field_iv_from_key: ['IV 取自密钥，没有发送。', layout],
  field_iv_behind: ['IV 写在了密文之后。', layout],
  field_iv_encoded: ['IV 在最前面，但写成了十六进制或 Base64。', layout],
  field_base64_whole: ['IV 和密文一起做了 Base64 编码。', layout],
  field_hex: ['密文是十六进制。', layout],
  field_zero_padded: ['明文用 0 填充。', '使用 PKCS#5（PKCS#7）填充，这是 Java 中 AES/CBC 的默认方式。'],
  field_null: ['IV 后面是“null”：公开的示例代码对空值做了加密。', '值为空时不返回该字段。'],
  field_plain: ['值没有加密。', `${layout}${derive}`],
  field_malformed: [
    '值不是“IV + 整块密文的 Base64”，可能被截断。',
    `${layout}检查保存它的数据库字段的长度。`,
  ],
  field_too_long: ['值超过 128 个字符。', '加密后的值最多容纳 79 字节的明文。'],
  encrypt_type_unknown: [(f) => `encryptType 是“${f.got}”。`, '应为 1（AES-256）或 2（AES-128）。'],
  encrypt_type_missing: [
    '值已加密，但响应中没有 encryptType，会被当作明文。',
    'V2.0 返回明文；如果加密，将 encryptType 设为 1 或 2。',
  ],
  ak_sk_missing: ['请求缺少 Authorization 头。', '用商家账号的 AK 和 SK，按 SDK-HMAC-SHA256 签名。'],
  ak_sk_algorithm: [(f) => `Authorization 以“${f.got}”开头。`, '应以 SDK-HMAC-SHA256 开头。'],
  ak_sk_malformed: [
    (f) => `无法解析 Authorization：“${f.got}”。`,
    '格式为 SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…。',
  ],
  ak_sk_date_missing: ['请求缺少 X-Sdk-Date 头。', '以 UTC 时间按 yyyyMMddTHHmmssZ 格式发送，并参与签名。'],
  ak_sk_date_malformed: [(f) => `X-Sdk-Date 是“${f.got}”。`, '应为 UTC 时间，格式为 yyyyMMddTHHmmssZ。'],
  ak_sk_date_unsigned: ['SignedHeaders 中没有 x-sdk-date。', '将它加入 SignedHeaders 和规范请求头。'],
  ak_sk_header_absent: [
    (f) => `请求头 ${f.header} 参与了签名，但没有收到。`,
    '只对实际发送的请求头签名，并检查是否被代理去掉。',
  ],
  ak_sk_body_hash: ['X-Sdk-Content-Sha256 不是该正文的哈希。', '对实际发送的正文计算哈希，或去掉该请求头。'],
  ak_sk_path_without_slash: ['规范路径的末尾缺少斜杠。', '规范路径始终以“/”结尾，即使 URL 不以“/”结尾。'],
  ak_sk_query_left_out: ['查询参数没有参与签名。', '将排序并转义后的查询参数写入规范请求。'],
  ak_sk_query_unsorted: ['查询参数没有排序，按发送的顺序签名。', '按参数名排序。'],
  ak_sk_query_unescaped: ['查询参数没有转义就参与了签名。', '对名称和值中的保留字节转义，十六进制使用大写。'],
  ak_sk_host_without_port: ['签名用的 host 缺少端口。', '用实际发送的 Host 头签名，保留非默认端口。'],
  ak_sk_method_lower_case: ['请求方法以小写形式参与了签名。', '使用大写。'],
  method_wrong: [(f) => `请求使用了 ${f.got} 方法。`, (f) => `使用 ${f.expected} 方法。`],
  protocol_unknown: [
    '请求中没有已知协议的签名。',
    'V2.0 的 URL 中有 signature、timestamp 和 nonce，V1.0 有 authToken，开放接口有 Authorization 头。检查是否复制了完整的请求。',
  ],
  reply_fault: [(f) => describeVerdict(f.verdict, 'zh-CN'), '按上述说明修改响应后重新调用。'],
  refused_though_right: [
    (f) =>
      `商家的服务器以 ${f.resultCode} 拒绝了签名，但请求正确：签名与密钥相符，其他可检查的内容也没有问题。`,
    '问题在商家的验签代码或其密钥。记录代码计算出的签名并填写到此处，即可定位错误。',
  ],
  nothing_fits: [
    (f) =>
      f.isField === true
        ? `无法用该密钥解密：已尝试 ${f.tried} 种 AES 密钥派生和书写方式，均不匹配。该值使用了其他密钥加密，或只是示例数据。`
        : `签名不匹配，已尝试 ${f.tried} 种已知错误及其组合，均不能得到该签名。此处的密钥、正文或时间戳可能与签名时不同，也可能是尚未收录的错误。`,
    (f) =>
      f.isField === true
        ? '按协议从该接口的密钥派生 AES 密钥，再加密。如果有其他密钥，也可一并尝试。'
        : '先确认双方的密钥相同，且此处的正文完整、逐字节一致；再尝试其他密钥，并填写您的代码计算出的签名。',
  ],
} as const satisfies Partial<Writers>
