import { describeVerdict } from '@loggia/protocol/wire'
import type { Writers } from './writers.ts'

const derive =
  '请像 Java 的 KeyGenerator 那样，以密钥为种子用 SHA1PRNG 派生 AES 密钥；密钥本身不是 AES 密钥。'
const layout = '请先写 16 位字母或数字的 IV（明文），再接密文的 Base64。'
const fills = {
  zeros: '用零补足',
  blanks: '用空格补足',
  repeated: '重复到 AES 密钥的长度',
  cut: '截到 AES 密钥的长度',
}

/** 加密字段、开放接口的签名和整体。 */
export const chineseRest = {
  field_key_padded: [(f) => `AES 密钥是把密钥${fills[f.fill]}得到的。`, derive],
  field_key_hashed: [(f) => `AES 密钥是密钥的 ${f.algorithm}。`, derive],
  field_prng_unsigned: [
    'AES 密钥的后半部分不对：SHA1PRNG 里的字节按无符号数相加了。',
    '请像 Java 那样按有符号字节相加，进位用算术右移。',
  ],
  field_bits: [
    (f) => `实际用 AES-${f.used} 加密，声明的却是 AES-${f.announced}。`,
    'encryptType 为 1 表示 AES-256，为 2 表示 AES-128；V1.0 里不填按 1 处理。',
  ],
  field_ecb: ['用了 ECB 模式加密。', '请使用 AES 的 CBC 模式、PKCS#5 填充和随机 IV。'],
  field_iv_missing: ['加密时没有使用 IV，或者没有发送 IV。', layout],
  field_iv_from_key: ['IV 取自密钥，没有发送。', layout],
  field_iv_behind: ['IV 写在了密文后面。', layout],
  field_iv_encoded: ['IV 在最前面，但写成了十六进制或 Base64。', layout],
  field_base64_whole: ['IV 和密文合在一起做了 Base64。', layout],
  field_hex: ['密文写成了十六进制。', layout],
  field_zero_padded: ['明文用零填充。', '请使用 PKCS#5（PKCS#7）填充，这是 Java 中 AES/CBC 的默认方式。'],
  field_null: ['IV 后面是“null”：公开的示例代码加密了空文本。', '值为空时请不要返回这个成员。'],
  field_plain: ['值没有加密。', `${layout}${derive}`],
  field_malformed: [
    '值不是 IV 加上整块密文的 Base64，可能被截断了。',
    `${layout}请检查存放它的数据库字段的长度。`,
  ],
  field_too_long: ['值超过 128 个字符。', '加密后的值最多容纳 79 字节的明文。'],
  encrypt_type_unknown: [(f) => `encryptType 是“${f.got}”。`, '1 表示 AES-256，2 表示 AES-128。'],
  encrypt_type_missing: [
    '值加密了，但响应里没有 encryptType，因此会被当成明文。',
    'V2.0 返回明文；如果加密，请把 encryptType 设为 1 或 2。',
  ],
  ak_sk_missing: ['请求没有 Authorization 头。', '请用商家账号的 AK 和 SK，按 SDK-HMAC-SHA256 签名。'],
  ak_sk_algorithm: [(f) => `Authorization 以“${f.got}”开头。`, '应以 SDK-HMAC-SHA256 开头。'],
  ak_sk_malformed: [
    (f) => `Authorization 无法解读：“${f.got}”。`,
    '请写作 SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…。',
  ],
  ak_sk_date_missing: ['缺少 X-Sdk-Date 头。', '请按 UTC 写成 yyyyMMddTHHmmssZ，并参与签名。'],
  ak_sk_date_malformed: [(f) => `X-Sdk-Date 是“${f.got}”。`, '请按 UTC 写成 yyyyMMddTHHmmssZ。'],
  ak_sk_date_unsigned: ['x-sdk-date 没有参与签名。', '请把它加入 SignedHeaders 和规范请求头。'],
  ak_sk_header_absent: [
    (f) => `请求头 ${f.header} 参与了签名，却没有收到。`,
    '只对实际发送的请求头签名，并检查是否被代理去掉。',
  ],
  ak_sk_body_hash: [
    'X-Sdk-Content-Sha256 是另一个正文的哈希。',
    '请对实际发送的正文计算，或去掉这个请求头。',
  ],
  ak_sk_path_without_slash: ['规范路径的末尾没有斜杠。', '规范路径总是以“/”结尾，即使地址本身没有。'],
  ak_sk_query_left_out: ['查询参数没有参与签名。', '请把排序并转义后的查询参数写入规范请求。'],
  ak_sk_query_unsorted: ['查询参数没有排序，按发送的顺序签名。', '请按参数名排序。'],
  ak_sk_query_unescaped: ['查询参数没有转义就参与了签名。', '请转义名称和值里的非保留字节，十六进制用大写。'],
  ak_sk_host_without_port: ['签名用的 host 没有端口。', '请按发送的 Host 头签名，非默认端口须保留。'],
  ak_sk_method_lower_case: ['请求方法用小写参与了签名。', '请使用大写。'],
  method_wrong: [(f) => `请求用的是 ${f.got} 方法。`, (f) => `请使用 ${f.expected} 方法。`],
  protocol_unknown: [
    '请求里没有任何已知协议的签名。',
    'V2.0 在地址里带 signature、timestamp 和 nonce，V1.0 带 authToken，开放接口带 Authorization 头。请确认复制了完整的请求。',
  ],
  reply_fault: [(f) => describeVerdict(f.verdict, 'zh-CN'), '处理办法见上一句。'],
  refused_though_right: [
    (f) => `商家的服务器以 ${f.resultCode} 拒绝了签名，而请求没有问题：签名、密钥和这里能看到的一切都相符。`,
    '问题在商家代码的验签或密钥。请让代码记录它算出的签名，并填到这里，就能看出错在哪一步。',
  ],
  nothing_fits: [
    (f) =>
      f.isField === true
        ? `这个值解不开：试过的 ${f.tried} 种密钥派生和书写方式都不对。它是用另一个密钥加密的，或者只是示例数据。`
        : `签名不符，试过的 ${f.tried} 种错误算法都得不到它：已知的错误，单独一个或两个一起，都不是。原因在别处：密钥、正文或时间与签名时不同，或者是这里还不认识的错误。`,
    (f) =>
      f.isField === true
        ? '请用本接口的密钥按协议派生出 AES 密钥再加密；手上还有其他密钥的话，请一并给出。'
        : '请先确认双方的密钥相同，并且这里的正文完整、逐字节一致；再给出您手上的其他密钥，以及您的代码算出的签名。',
  ],
} as const satisfies Partial<Writers>
