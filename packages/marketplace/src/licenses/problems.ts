import { defineProblems } from '@loggia/kernel'

export const licenseProblems = defineProblems('license', {
  not_found: { kind: 'not_found', zh: 'License 不存在。', en: 'License not found.' },
  application_not_found: {
    kind: 'not_found',
    zh: '设备的 License 申请不存在。',
    en: 'License application not found.',
  },
  not_issued: {
    kind: 'conflict',
    zh: 'License 尚未交付，暂不能查看。',
    en: 'The license has not been delivered yet.',
  },
  ended: {
    kind: 'conflict',
    zh: '服务已结束，License 不能再使用。',
    en: 'The service is over, so the license can no longer be used.',
  },
  expired: {
    kind: 'conflict',
    rule: 'R113',
    zh: '服务已到期，续费后才能为设备申请 License。',
    en: 'The service has expired. Renew it before you apply for a license for a device.',
  },
  is_file: {
    kind: 'conflict',
    zh: '此 License 是文件，请下载。',
    en: 'This license is a file. Download it.',
  },
  not_of_way: {
    kind: 'refused',
    zh: '此商品的 License 不支持此操作。',
    en: 'This is not possible for licenses of this product.',
  },
  quota_used: {
    kind: 'refused',
    rule: 'R242',
    field: 'fingerprint',
    zh: '此订单最多可用于 {most} 台设备，均已申请。',
    en: 'This order is for {most:device/devices}, and all of them have a license.',
  },
  identification_too_long: {
    kind: 'invalid',
    field: 'text',
    zh: '识别码或设备指纹最多 {most} 字节。请只填写软件显示的内容。',
    en: 'An identification code or device fingerprint has at most {most} bytes. Enter only what the software shows.',
  },
  content_missing: {
    kind: 'invalid',
    rule: 'R98',
    zh: '请填写 License 文本，或上传 License 文件。',
    en: 'Enter the license as a text, or upload it as a file.',
  },
  content_unused: {
    kind: 'invalid',
    zh: '授权码由云商店生成，无需填写或上传。',
    en: 'The marketplace makes authorisation codes, so neither a text nor a file is needed.',
  },
  content_twice: {
    kind: 'invalid',
    field: 'file',
    zh: '文本和文件只能选择一种。',
    en: 'Give the license either as a text or as a file.',
  },
  test_missing: {
    kind: 'refused',
    zh: '提交前，须用测试授权码通过开放接口完成一次激活和一次查询。',
    en: 'Before you submit the product, activate and query a test code through the open APIs.',
  },
})
