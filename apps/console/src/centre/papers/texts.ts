import { formatSize } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { defineTexts } from '@loggia/ui'

const mostSize = formatSize(mostFileBytes)

/** Registration papers, as files: added by an applicant, read by operators. */
export const paperTexts = defineTexts(
  {
    title: '资质文件',
    hint: `PDF、PNG 或 JPEG，每个不超过 ${mostSize}，最多 10 个。仅主账号和负责审核的运营人员可以查看，运营人员每次打开都有记录。`,
    kinds: {
      business_licence: '营业执照',
      identity: '身份证件',
      authorisation: '授权书',
      other: '其他文件',
    },
    hints: {
      business_licence: '完整、清晰的扫描件或照片，信息与填写内容一致。',
      identity: '企业法定代表人或个人本人的证件，正反面可分开上传。',
      authorisation: '提交人不是法定代表人时上传。',
      other: '有助于审核的其他材料。',
    },
    required: '必需',
    optional: '选填',
    choose: '上传',
    more: '继续上传',
    replace: '替换',
    remove: '移除',
    of: (act: string, what: string) => `${act}：${what}`,
    uploading: (name: string) => `正在上传 ${name}`,
    uploaded: (name: string) => `已上传 ${name}`,
    removed: (name: string) => `已移除 ${name}`,
    tooLarge: `文件超过 ${mostSize}，请压缩后再上传。`,
    wrongType: '只支持 PDF、PNG 和 JPEG 文件。',
    unreadable: '无法读取这个文件，请重新选择。',
    failed: '上传失败，请检查网络后重试。',
    missing: '上传这份文件后才能提交。',
    review: {
      empty: '没有上传资质文件，请查看申请人填写的说明。',
      show: '预览',
      hide: '收起预览',
      download: '下载',
      recorded: '打开文件会写入操作记录',
      preview: (what: string) => `${what}的预览`,
    },
    waiting: '审核完成前可以替换或补充。',
    note: '资质说明（选填）',
  },
  {
    title: 'Supporting documents',
    hint: `PDF, PNG or JPEG, up to ${mostSize} each and 10 in total. Only owners and the operators who review applications can open them, and each time an operator does so is recorded.`,
    kinds: {
      business_licence: 'Business licence',
      identity: 'Identity document',
      authorisation: 'Letter of authorisation',
      other: 'Other documents',
    },
    hints: {
      business_licence: 'A complete, readable scan or photo. It must match the details you enter.',
      identity:
        'Of the company’s legal representative, or your own as an individual. You can upload each side separately.',
      authorisation: 'Needed if you are not the legal representative.',
      other: 'Anything else that helps the review.',
    },
    required: 'required',
    optional: 'optional',
    choose: 'Upload',
    more: 'Add another',
    replace: 'Replace',
    remove: 'Remove',
    of: (act, what) => `${act}: ${what}`,
    uploading: (name) => `Uploading ${name}`,
    uploaded: (name) => `${name} uploaded`,
    removed: (name) => `${name} removed`,
    tooLarge: `This file is larger than ${mostSize}. Upload a smaller one.`,
    wrongType: 'Only PDF, PNG and JPEG files are supported.',
    unreadable: 'This file cannot be read. Choose it again.',
    failed: 'The upload failed. Check your connection and try again.',
    missing: 'Upload this document to submit the application.',
    review: {
      empty: 'No documents were uploaded. See the note from the applicant.',
      show: 'Preview',
      hide: 'Hide preview',
      download: 'Download',
      recorded: 'Opening a document is recorded in the audit log',
      preview: (what) => `Preview of ${what}`,
    },
    waiting: 'You can replace or add documents until the decision.',
    note: 'Note on your documents (optional)',
  },
)
