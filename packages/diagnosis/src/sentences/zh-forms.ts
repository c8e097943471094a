import type { Writers } from './writers.ts'

const both =
  '验签时，直接用收到的原始字节计算，不要先解析。发送时，正文只序列化一次，对序列化后的字节签名并原样发送。'
const pairs = '将 authToken 以外的全部参数解码一次，按名称升序排列，写成 name=value 并用“&”连接，然后签名。'
const printedAs: Readonly<Record<string, string>> = {
  'a Java map': 'Java 的 Map.toString()',
  'a Python dictionary': 'Python 的字典',
  "b'…' of Python bytes": "Python 的 bytes（b'…'）",
  'a sorted Java map': 'Java 的 Map.toString()（已排序）',
  'a Python list or dictionary': 'Python 的列表或字典',
  'what JavaScript makes of an object': 'JavaScript 将对象转换成的文本',
  'a Go map': 'Go 的 map',
  'what PHP makes of an array': 'PHP 将数组转换成的“Array”',
  'a Ruby hash': 'Ruby 的 Hash',
  'JSON with blanks': '带空格的 JSON',
}
const bodySign = 'Body-Sign 是用密钥对实际返回的正文做的 HMAC-SHA256，结果做 Base64 编码。'
const derive =
  '以密钥为种子，用 SHA1PRNG 派生 AES 密钥，与 Java 的 KeyGenerator 一致；256 位密钥取第一块的 20 字节和第二块的 12 字节。'
const layout = '先写 16 位字母或数字的 IV（明文），再接密文的 Base64：使用标准字母表，保留填充，不换行。'
const alike = '对所有参数做相同的处理。'
const valueHows = {
  blank_plus: '中的空格被替换成“+”',
  trimmed: '去掉了空白字符',
  lower: '转成了小写',
  upper: '转成了大写',
  number: '被当作数字重新格式化',
  entities: '做了 HTML 实体转换',
  no_plus: '中的“+”“/”或“=”被去掉或替换',
  word: '为空或为标志位时被替换成 null 等单词',
  base64: '做了 Base64 编码',
  quoted: '加了引号或括号',
  escaped: '中的非 ASCII 字符写成了 \\uXXXX',
}
const prngHows = {
  first_twice: '第一块输出使用了两次',
  second: '使用了后面的输出',
  hex: '输出被转成十六进制或 Base64 文本，该文本被当作密钥',
  zeros: '128 位密钥用 0 补足',
  chained: '反复使用 SHA-1，没有使用该生成器',
}

/** 正文、V1.0 的参数、Body-Sign 和加密字段。 */
export const chineseForms = {
  body_member_left_out: [(f) => `签名用的正文缺少字段 ${f.member}。`, both],
  body_names_cased: [(f) => `签名用的正文将字段名写成了 ${f.style} 格式。`, both],
  body_url_encoded: [(f) => `正文做了 URL 编码（${f.style}）后才签名。`, both],
  body_normalised: [(f) => `正文的字符做了 Unicode 规范化（${f.form}）后才签名。`, both],
  body_stand_in: [
    (f) => `签名用的不是正文，而是 ${JSON.stringify(f.text)}：对象被直接转成文本，或没有值。`,
    both,
  ],
  body_cut: [
    (f) => `正文共 ${f.expected} 字节，只有前 ${f.got} 字节参与了签名。`,
    '读取完整的正文；Content-Length 是字节数，不是字符数。',
  ],
  body_padded: [
    (f) => `签名用的正文末尾多了空字节，共 ${f.length} 字节：使用了整个缓冲区。`,
    '只对实际读取的字节签名。',
  ],
  body_strings_unquoted: ['形似数字或布尔值的字符串去掉引号后参与了签名。', both],
  body_empties_dropped: ['正文去掉了空字段（null 或空字符串）后才签名。', both],
  body_empties_nulled: ['空字符串被替换成 null 后才签名，这是 Laravel 的默认行为。', both],
  body_values_only: ['只有部分字段的值参与了签名。', both],
  body_members_left_out: [(f) => `签名用的正文缺少以下字段：${f.members.join('、')}。`, both],
  body_nulls_replaced: ['值为 null 的字段被替换成字符串后才签名。', both],
  body_bound: ['正文绑定到类后重新序列化：字段变成类中的顺序，类中没有的字段丢失。', both],
  body_absent_as_null: ['正文中没有的字段以 null 或空字符串参与了签名。', both],
  body_nested_as_text: ['正文中的对象以 JSON 字符串的形式参与了签名。', both],
  body_nested_opened: ['正文中的 JSON 字符串以对象的形式参与了签名。', both],
  body_reversed: ['字段以相反的顺序参与了签名。', both],
  body_as_pairs: ['字段以 name=value 的形式参与了签名，而不是 JSON。', both],
  body_blanks_removed: ['签名用的正文去掉了空白字符，包括字符串中的空格。', both],
  body_lines_joined: ['签名用的正文缺少换行：逐行读取后重新拼接。', both],
  body_html_unescaped: ['发送的正文含有 \\u003c、\\u003e 或 \\u0026，签名用的是转义前的字符。', both],
  body_entities: [
    '“<”“>”“&”或引号被转换成 HTML 实体后才签名：验签之前经过了 XSS 过滤器。',
    '在过滤之前验签，或让过滤器跳过该 URL。',
  ],
  body_in_list: ['签名用的正文外面多了方括号，成了只有一项的列表。', both],
  body_case: ['正文被整体转成大写或小写后才签名。', both],
  body_url_decoded: ['正文做了 URL 解码后才签名。', both],
  body_form_field: ['正文被当作表单解析，字段名或等号也参与了签名。', both],
  body_base64: ['签名用的是正文的 Base64。', both],
  body_hex: ['签名用的是正文的十六进制。', both],
  body_printed: [(f) => `签名用的不是 JSON，而是编程语言输出的对象文本：${printedAs[f.as] ?? f.as}。`, both],
  pairs_parameters_left_out: [(f) => `以下参数没有参与签名：${f.parameters.join('、')}。`, pairs],
  pairs_absent_signed: [
    (f) => `未收到的参数以${f.value === '' ? '空值' : `“${f.value}”`}参与了签名：${f.parameter}。`,
    '只对收到的参数签名，不要使用固定的参数列表。',
  ],
  pairs_value_changed: [(f) => `签名时参数值${valueHows[f.how]}。`, pairs],
  pairs_one_otherwise: [(f) => `参数 ${f.parameter} 的处理方式与其他参数不同。`, alike],
  pairs_all_but_one: [(f) => `除参数 ${f.parameter} 外，其余参数均如此处理。`, alike],
  pairs_separated: [(f) => `参数之间使用了 ${JSON.stringify(f.separator)} 连接。`, pairs],
  pairs_all_of_repeated: [
    '对重复的参数，所有值都参与了签名，或都没有参与。',
    '应使用第一个值；建议每个名称只发送一次。',
  ],
  pairs_sorted_as_text: ['参数按 name=value 整段文本排序，而不是按名称排序。', pairs],
  pairs_sorted_by_value: ['参数按值排序。', pairs],
  pairs_sorted_by_length: ['参数按名称长度排序。', pairs],
  pairs_time_last: ['timeStamp 被放在最后。', pairs],
  pairs_names_only: ['只对参数名签名，没有包含值。', pairs],
  pairs_as_json: ['参数以 JSON 或映射的打印文本参与了签名。', pairs],
  pairs_names_cased: ['参与签名的参数名大小写不同。', pairs],
  pairs_body_signed: [
    '签名用的是正文文本，而不是由字段组成的 name=value。',
    '将有值的顶层字段写成 name=value，按名称升序排列，用“&”连接。',
  ],
  pairs_value_printed: [
    (f) => `列表或对象类型的字段没有以 JSON 参与签名，签名内容为：${printedAs[f.as] ?? f.as}。`,
    '列表和对象以紧凑的 JSON 签名，与正文中一致。',
  ],
  pairs_route_signed: [
    (f) =>
      `${f.parameter}=${f.value} 参与了签名，但请求中没有该参数：它由 Web 服务器添加，用于将路径传给框架。`,
    '从请求行的查询参数中取值，或去掉重写规则添加的参数。',
  ],
  pairs_with_address: ['参数前面的 URL 或请求方法也参与了签名。', pairs],
  body_sign_key_in_text: ['密钥与正文一起参与了签名。', bodySign],
  body_sign_over_hash: ['签名用的是正文的哈希，而不是正文。', bodySign],
  body_sign_v1_formula: ['响应的字段以 name=value 的形式参与了签名。', bodySign],
  body_sign_part_only: ['响应中只有部分字段参与了签名。', bodySign],
  body_sign_with_timestamp: ['请求的时间戳与正文一起参与了签名。', bodySign],
  body_sign_before_sealing: ['响应先签名，后加密 userName 和 password。', '先加密，再生成正文、签名并发送。'],
  field_key_stretched: [(f) => `AES 密钥是用 PBKDF2 派生的（${f.rounds} 轮）。`, derive],
  field_prng_otherwise: [(f) => `AES 密钥错误：${prngHows[f.how]}。`, derive],
  field_mode: [(f) => `加密使用了 ${f.mode} 模式。`, '使用 AES 的 CBC 模式、PKCS#5 填充和随机 IV。'],
  field_padded: [
    (f) =>
      `明文的填充方式错误：${{ 'blocks of 32 bytes': '按 32 字节分块', blanks: '空格' }[f.padding] ?? f.padding}。`,
    '使用 PKCS#5（PKCS#7）填充，按 16 字节分块，这是 Java 中 AES/CBC 的默认方式。',
  ],
  field_iv_other: ['值开头的 IV 不是加密时使用的 IV。', layout],
  field_salted: [
    '值由 CryptoJS 或 openssl enc 用口令加密而成，包含“Salted__”、盐和密文。',
    `将密钥和 IV 以字节传入加密函数，不要当作口令。${layout}`,
  ],
  field_base64_twice: ['值做了两次 Base64 编码。', layout],
  field_url_safe: ['密文使用了 URL 安全的 Base64（含“-”和“_”）。', layout],
  field_unpadded: ['密文末尾缺少“=”。', layout],
  field_plus_blank: [
    '值中的“+”变成了空格：多做了一次 URL 解码。',
    '在 JSON 中不做 URL 编码，直接发送；在 URL 中将“+”写成 %2B。',
  ],
  field_line_breaks: ['Base64 中有换行或空格，这是 MIME 编码器的默认格式。', layout],
  field_url_escaped: ['值做了 URL 编码。', layout],
  field_separated: ['IV 与密文之间多了分隔符。', layout],
  field_sealed_twice: ['值加密了两次。', 'userName 和 password 只加密一次；如果保存的已是密文，直接发送。'],
} as const satisfies Partial<Writers>
