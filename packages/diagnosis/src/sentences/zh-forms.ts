import type { Writers } from './writers.ts'

const both = '请保留收到的原始字节，在解析之前用它计算。发送时：正文只序列化一次，对这些字节签名并原样发送。'
const pairs = '请对除 authToken 之外的全部参数签名：解码一次，按名称升序排列，写作 name=value，用“&”连接。'
const printedAs: Readonly<Record<string, string>> = {
  'a Java map': ' Java 的 Map.toString',
  'a Python list or dictionary': ' Python 打印的列表或字典',
  'what JavaScript makes of an object': ' JavaScript 把对象转成的文本',
  'a Go map': ' Go 打印的 map',
  'what PHP makes of an array': ' PHP 把数组转成的“Array”',
  'JSON with blanks': '带空格的 JSON',
}
const bodySign = 'Body-Sign 是以密钥对实际返回的正文做的 HMAC-SHA256，写成 Base64。'
const derive =
  '请像 Java 的 KeyGenerator 那样，以密钥为种子用 SHA1PRNG 派生 AES 密钥；256 位时第一块取 20 字节，第二块取 12 字节。'
const layout = '请先写 16 位字母或数字的 IV（明文），再接密文的 Base64：标准字母表，带填充，不换行。'
const valueHows = {
  blank_plus: '空格换成了“+”',
  trimmed: '去掉了空白',
  lower: '转成了小写',
  upper: '转成了大写',
  number: '当成数字重新写过',
  entities: '做了 HTML 实体的转换',
  no_plus: '去掉或替换了“+”“/”“=”',
  word: '写成了表示空值或布尔值的单词',
  base64: '做了 Base64 编码',
  quoted: '加上了引号或括号',
  escaped: '把非 ASCII 字符写成了 \\uXXXX',
}
const prngHows = {
  first_twice: '第一块输出用了两次',
  second: '取了后面的输出',
  hex: '把输出写成文本再当作密钥',
  zeros: '在 128 位密钥后面补了零',
  chained: '用反复的 SHA-1 代替了生成器',
}

/** 正文、V1.0 的参数、Body-Sign 和加密字段。 */
export const chineseForms = {
  body_member_left_out: [(f) => `签名用的正文里没有成员 ${f.member}。`, both],
  body_names_cased: [(f) => `签名用的正文把成员名写成了 ${f.style}。`, both],
  body_url_encoded: [(f) => `正文先做了 URL 编码（${f.style}）再签名。`, both],
  body_normalised: [(f) => `正文的字符先做了 Unicode 规范化（${f.form}）再签名。`, both],
  body_stand_in: [
    (f) => `签名用的不是正文，而是 ${JSON.stringify(f.text)}：对象被直接转成了文本，或者没有值。`,
    both,
  ],
  body_cut: [
    (f) => `正文共 ${f.expected} 字节，只有前 ${f.got} 字节参与了签名。`,
    '请读完整个正文；Content-Length 数的是字节，不是字符。',
  ],
  body_padded: [
    (f) => `签名用的正文后面带着零，共 ${f.length} 字节：用了整个缓冲区。`,
    '请只对实际读到的字节签名。',
  ],
  body_strings_unquoted: ['形似数字或布尔值的字符串去掉引号后参与了签名。', both],
  body_empties_dropped: ['正文先去掉了空成员（null 或空字符串）再签名。', both],
  body_empties_nulled: ['空字符串先变成了 null 再签名，Laravel 就是这样做的。', both],
  body_values_only: ['只有部分成员的值参与了签名。', both],
  body_members_left_out: [(f) => `签名用的正文里没有这些成员：${f.members.join('、')}。`, both],
  body_nulls_replaced: ['值为 null 的成员换成了字符串再签名。', both],
  body_bound: ['正文先绑定到类再写出：成员按类的顺序排列，类里没有的成员丢失了。', both],
  body_absent_as_null: ['没有收到的成员被写成了 null。', both],
  body_nested_as_text: ['正文里的对象被当成 JSON 文本参与了签名。', both],
  body_nested_opened: ['正文里的 JSON 文本被当成对象参与了签名。', both],
  body_reversed: ['成员按相反的顺序参与了签名。', both],
  body_as_pairs: ['成员以 name=value 的形式参与了签名，而不是 JSON。', both],
  body_blanks_removed: ['正文去掉了空白才签名，连文本里的空格也去掉了。', both],
  body_lines_joined: ['正文的换行丢失了：逐行读取后又拼在一起。', both],
  body_html_unescaped: ['发送的是 \\u003c、\\u003e 或 \\u0026，签名用的是它们代表的字符。', both],
  body_entities: [
    '“<”“>”“&”或引号先变成了 HTML 实体再签名：验签之前有防脚本的过滤器。',
    '请在过滤之前验签，或者让过滤器跳过这个地址。',
  ],
  body_in_list: ['正文被放进方括号，当成只有一项的列表参与了签名。', both],
  body_case: ['正文的字母先全部转成大写或小写再签名。', both],
  body_url_decoded: ['正文先做了 URL 解码再签名。', both],
  body_form_field: ['正文被当成表单读取，字段名或等号也参与了签名。', both],
  body_base64: ['签名用的是正文的 Base64。', both],
  body_hex: ['签名用的是正文的十六进制写法。', both],
  body_printed: [(f) => `签名用的不是 JSON，而是语言打印对象得到的文本（${f.as}）。`, both],
  pairs_parameters_left_out: [(f) => `这些参数没有参与签名：${f.parameters.join('、')}。`, pairs],
  pairs_absent_signed: [
    (f) => `没有收到的参数以${f.value === '' ? '空值' : `“${f.value}”`}参与了签名：${f.parameter}。`,
    '请只对收到的参数签名，不要用固定的参数清单。',
  ],
  pairs_value_changed: [(f) => `签名时参数值${valueHows[f.how]}。`, pairs],
  pairs_one_otherwise: [(f) => `参数 ${f.parameter} 的处理与其他参数不同。`, '所有参数请一样处理。'],
  pairs_all_but_one: [(f) => `除 ${f.parameter} 之外的参数都这样处理了。`, '所有参数请一样处理。'],
  pairs_separated: [(f) => `连接参数时用了 ${JSON.stringify(f.separator)}。`, pairs],
  pairs_all_of_repeated: [
    '重复出现的参数，所有的值都参与了签名，或者都没有参与。',
    '应取第一个值；最好每个名称只发送一次。',
  ],
  pairs_sorted_as_text: ['按 name=value 的整段文本排序，而不是按名称。', pairs],
  pairs_sorted_by_value: ['参数按值排了序。', pairs],
  pairs_sorted_by_length: ['参数按名称的长度排了序。', pairs],
  pairs_time_last: ['timeStamp 被放到了最后。', pairs],
  pairs_names_only: ['只对名称签名，没有带值。', pairs],
  pairs_as_json: ['参数以 JSON 或打印出来的映射参与了签名。', pairs],
  pairs_names_cased: ['参与签名的参数名改变了大小写。', pairs],
  pairs_body_signed: [
    '签名用的是正文的文本，而不是由成员组成的 name=value。',
    '请把有值的顶层成员写作 name=value，按名称升序排列，用“&”连接。',
  ],
  pairs_value_printed: [
    (f) => `列表或对象类型的成员没有写成 JSON，签名用的是${printedAs[f.as] ?? f.as}。`,
    '列表和对象请按正文里的紧凑 JSON 文本签名。',
  ],
  pairs_route_signed: [
    (f) =>
      `${f.parameter}=${f.value} 也参与了签名，而请求里并没有它：它是 Web 服务器重写地址时加上的，用来把路径告诉框架。`,
    '请从请求行的查询串里取参数，或者去掉重写规则加上的那一个。',
  ],
  pairs_with_address: ['参数前面的地址或请求方法也参与了签名。', pairs],
  body_sign_key_in_text: ['密钥和正文一起参与了签名。', bodySign],
  body_sign_over_hash: ['签名用的是正文的哈希，而不是正文。', bodySign],
  body_sign_v1_formula: ['响应的成员以 name=value 的形式参与了签名。', bodySign],
  body_sign_part_only: ['响应里只有部分成员参与了签名。', bodySign],
  body_sign_with_timestamp: ['请求的时间和正文一起参与了签名。', bodySign],
  body_sign_before_sealing: [
    '先对响应签名，然后才加密 userName 和 password。',
    '请先加密，再写出正文、签名并发送。',
  ],
  field_key_stretched: [(f) => `AES 密钥是用 PBKDF2 得到的（${f.rounds} 轮）。`, derive],
  field_prng_otherwise: [(f) => `AES 密钥不对：${prngHows[f.how]}。`, derive],
  field_mode: [(f) => `用了 ${f.mode} 模式加密。`, '请使用 AES 的 CBC 模式、PKCS#5 填充和随机 IV。'],
  field_padded: [
    (f) =>
      `明文用了另一种填充：${{ 'blocks of 32 bytes': '按 32 字节分块', blanks: '空格' }[f.padding] ?? f.padding}。`,
    '请使用 PKCS#5（PKCS#7）填充，按 16 字节分块，这是 Java 中 AES/CBC 的默认方式。',
  ],
  field_iv_other: ['写在前面的 IV 不是实际使用的 IV。', layout],
  field_salted: [
    '值是 CryptoJS 或 openssl enc 用口令加密的结果：“Salted__”、盐和密文。',
    `请把密钥和 IV 以字节传入，不要当成口令。${layout}`,
  ],
  field_base64_twice: ['值做了两次 Base64。', layout],
  field_url_safe: ['密文用了地址专用的 Base64（含“-”和“_”）。', layout],
  field_unpadded: ['密文末尾缺少“=”。', layout],
  field_plus_blank: [
    '值里的“+”变成了空格：多做了一次 URL 解码。',
    '在 JSON 里请原样发送；放进地址时“+”写成 %2B。',
  ],
  field_line_breaks: ['Base64 里带有换行或空格，MIME 编码器就是这样写的。', layout],
  field_url_escaped: ['值做了 URL 编码。', layout],
  field_separated: ['IV 和密文之间多了一个符号。', layout],
  field_sealed_twice: ['值加密了两次。', 'userName 和 password 只加密一次；已加密保存的值请原样发送。'],
} as const satisfies Partial<Writers>
