import { formatSize } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { defineTexts } from '@loggia/ui'

const mostSize = formatSize(mostFileBytes)

/** Pictures and support. */
export const mediaTexts = defineTexts(
  {
    picturesTitle: '标识与主图',
    logo: '标识',
    logoHint: `正方形，至少 120×120 像素；PNG、JPEG 或 WebP，最大 ${mostSize}。`,
    pictures: '主图',
    picturesHint: `最多 5 张；PNG、JPEG 或 WebP，每张最大 ${mostSize}。`,
    upload: '上传图片',
    replace: '更换',
    uploading: '上传中',
    remove: '删除',
    removePicture: (place: number) => `删除第 ${place} 张主图`,
    picture: (place: number) => `第 ${place} 张主图`,
    noLogo: '没有标识时，列表显示商品名称的第一个字。',
    unreadable: '无法读取此文件，请更换。',
    tooLarge: `文件超过 ${mostSize}，请压缩后再上传。`,
    supportTitle: '服务支持',
    supportNote: '以下各项须全部填写，或全部留空。',
    hours: '服务时间',
    hoursHint: '至少 5×8 小时，例如“工作日 9:00–18:00”。',
    content: '服务内容',
    hotline: '服务热线',
    email: '服务邮箱',
  },
  {
    picturesTitle: 'Logo and images',
    logo: 'Logo',
    logoHint: `Square, at least 120×120 pixels. PNG, JPEG or WebP, up to ${mostSize}.`,
    pictures: 'Images',
    picturesHint: `Up to 5. PNG, JPEG or WebP, up to ${mostSize} each.`,
    upload: 'Upload image',
    replace: 'Replace',
    uploading: 'Uploading',
    remove: 'Delete',
    removePicture: (place: number) => `Delete image ${place}`,
    picture: (place: number) => `Image ${place}`,
    noLogo: 'Without a logo, lists show the first letter of the product’s name.',
    unreadable: 'This file cannot be read. Choose another one.',
    tooLarge: `This file is larger than ${mostSize}. Choose a smaller one.`,
    supportTitle: 'Support',
    supportNote: 'Fill in all of these fields, or leave them all empty.',
    hours: 'Support hours',
    hoursHint: 'At least 5 days of 8 hours, such as “Weekdays 9:00–18:00”.',
    content: 'What support covers',
    hotline: 'Hotline',
    email: 'Email',
  },
)
