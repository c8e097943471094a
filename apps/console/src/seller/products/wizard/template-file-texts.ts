import { formatSize } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { mostTemplateFiles } from '@loggia/protocol/console/supervision/kinds'
import { defineTexts } from '@loggia/ui'

const mostSize = formatSize(mostFileBytes)

/** The files of a delivery template. */
export const templateFileTexts = defineTexts(
  {
    title: '模板文件（选填）',
    hint: `最多 ${mostTemplateFiles} 个；PDF、PNG、JPEG、ZIP、TXT、CSV 或 XLSX，每个最大 ${mostSize}。买家支付后与交付模板一起显示。上传和移除立即生效；已支付的订单仍使用支付时的文件。`,
    saveFirst: '商品信息填写完整并保存后，可以上传文件。',
    upload: '上传文件',
    uploaded: (name: string) => `已上传 ${name}`,
    remove: '移除',
    removeFile: (name: string) => `移除：${name}`,
    removed: (name: string) => `已移除 ${name}`,
    tooLarge: `文件超过 ${mostSize}，请压缩后再上传。`,
    unreadable: '无法读取此文件，请更换。',
  },
  {
    title: 'Template files (optional)',
    hint: `Up to ${mostTemplateFiles}. PDF, PNG, JPEG, ZIP, TXT, CSV or XLSX, up to ${mostSize} each. Buyers who have paid see them with the delivery template. Files are added and removed at once; paid orders keep the files they had at payment.`,
    saveFirst: 'You can upload files once the product is complete and saved.',
    upload: 'Upload file',
    uploaded: (name) => `${name} uploaded`,
    remove: 'Remove',
    removeFile: (name) => `Remove: ${name}`,
    removed: (name) => `${name} removed`,
    tooLarge: `This file is larger than ${mostSize}. Upload a smaller one.`,
    unreadable: 'This file cannot be read. Choose another.',
  },
)
