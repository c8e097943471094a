import { defineProblems } from '@loggia/kernel'

export const mediaProblems = defineProblems('media', {
  not_found: { kind: 'not_found', zh: '图片不存在。', en: 'Image not found.' },
  unreadable: {
    kind: 'invalid',
    zh: 'file 须为图片内容的 Base64 编码，不含换行。',
    en: '“file” must be the image content in Base64, without line breaks.',
  },
  empty: { kind: 'invalid', zh: '文件为空。', en: 'The file is empty.' },
  too_large: {
    kind: 'invalid',
    zh: '文件大小为 {got:size}，不能超过 {max:size}。',
    en: 'The size of this file is {got:size}. The limit is {max:size}.',
  },
  type_unsupported: {
    kind: 'invalid',
    zh: '文件内容不是 PNG、JPEG 或 WebP 图片。仅修改文件扩展名无效。',
    en: 'The file is not a PNG, JPEG or WebP image. Changing the file extension does not convert it.',
  },
  malformed: {
    kind: 'invalid',
    zh: '这张 {type} 图片不完整或已损坏，无法读取。',
    en: 'This {type} image is incomplete or damaged and cannot be read.',
  },
  disguised: {
    kind: 'invalid',
    zh: '图片数据之后还有其他内容。请重新导出图片后再上传。',
    en: 'The file contains other data after the image. Export the image again and upload the new file.',
  },
  animated: {
    kind: 'invalid',
    zh: '不支持动态图片，请上传静态图片。',
    en: 'Animated images are not supported. Upload a still image.',
  },
  variant_unsupported: {
    kind: 'invalid',
    zh: '不支持这种 {type} 编码（{variant}）。请另存为普通的 RGB 图片后再上传。',
    en: 'This kind of {type} image ({variant}) is not supported. Save it as a standard RGB image.',
  },
  too_many_pixels: {
    kind: 'invalid',
    zh: '图片尺寸为 {width}×{height}。总像素不能超过 {maxPixels}，单边不能超过 {maxSide}。',
    en: 'The image is {width}×{height}. The limit is {maxPixels:pixel/pixels} in total and {maxSide} on each side.',
  },
  too_small: {
    kind: 'invalid',
    rule: 'R33, R35',
    zh: '图片尺寸为 {width}×{height}，至少须为 {minWidth}×{minHeight}。',
    en: 'The image is {width}×{height}. It must be at least {minWidth}×{minHeight}.',
  },
  too_wide: {
    kind: 'invalid',
    rule: 'R35',
    zh: '图片宽度为 {width} 像素，不能超过 {maxWidth} 像素。',
    en: 'The image is {width:pixel/pixels} wide. The limit is {maxWidth:pixel/pixels}.',
  },
  not_square: {
    kind: 'invalid',
    rule: 'R33',
    zh: '标识须为正方形，这张图片为 {width}×{height}。',
    en: 'A logo must be square. This image is {width}×{height}.',
  },
  too_elongated: {
    kind: 'invalid',
    zh: '图片尺寸为 {width}×{height}，长边不能超过短边的 {most} 倍。',
    en: 'The image is {width}×{height}. Its long side can be at most {most} times its short side.',
  },
  took_too_long: {
    kind: 'refused',
    zh: '图片未能在 {seconds} 秒内处理完成，请缩小后再上传。',
    en: 'The image could not be processed within {seconds} s. Make it smaller and upload it again.',
  },
  busy: {
    kind: 'limited',
    zh: '正在处理的图片较多，请在 {retryAfter} 秒后再试。',
    en: 'Too many images are being processed. Try again in {retryAfter} s.',
  },
  quota_exceeded: {
    kind: 'refused',
    zh: '已有 {count} 张图片，共 {bytes:size}。每个商家最多 {maxCount} 张、{maxBytes:size}。请先删除不用的图片。',
    en: 'You have {count:image/images} ({bytes:size}). The limit is {maxCount:image/images} and {maxBytes:size}. Delete images that are not in use.',
  },
  in_use: {
    kind: 'conflict',
    zh: '图片正在使用，不能删除。请先在使用它的地方更换。',
    en: 'This image is in use and cannot be deleted. Replace it there first.',
  },
  too_many_attached: {
    kind: 'refused',
    rule: 'R33–R35',
    zh: '此处最多 {max} 张图片，现有 {got} 张。',
    en: 'The limit here is {max:image/images}, not {got}.',
  },
  storage_unavailable: {
    kind: 'unavailable',
    zh: '图片存储暂不可用，请稍后再试。',
    en: 'Image storage is unavailable at the moment. Try again later.',
  },
})
