import { defineProblems } from '@loggia/kernel'

export const mediaProblems = defineProblems('media', {
  not_found: { kind: 'not_found', zh: '没有这张图片', en: 'There is no such picture' },
  unreadable: {
    kind: 'invalid',
    zh: 'file 须是图片内容的 Base64 编码，不含换行',
    en: '“file” is the picture’s bytes in Base64 without line breaks',
  },
  empty: { kind: 'invalid', zh: '文件是空的', en: 'The file is empty' },
  too_large: {
    kind: 'invalid',
    zh: '文件有 {got} 字节，最多 {max} 字节',
    en: 'The file has {got} bytes; at most {max} are allowed',
  },
  type_unsupported: {
    kind: 'invalid',
    zh: '文件内容不是 PNG、JPEG 或 WebP 图片；文件名不作判断依据',
    en: 'The content is no PNG, JPEG or WebP picture; the file’s name does not count',
  },
  malformed: {
    kind: 'invalid',
    zh: '这张 {type} 图片不完整或已损坏，无法读取',
    en: 'This {type} picture is incomplete or damaged and cannot be read',
  },
  disguised: {
    kind: 'invalid',
    zh: '图片数据之后还藏有另一个文件；请重新导出后再上传',
    en: 'Another file is hidden behind the picture’s data; export the picture anew and upload that',
  },
  animated: {
    kind: 'invalid',
    zh: '不接受动画图片；请上传单帧图片',
    en: 'Animated pictures are not accepted; upload a single frame',
  },
  variant_unsupported: {
    kind: 'invalid',
    zh: '不支持这种 {type} 编码（{variant}）；请另存为普通的 RGB 图片',
    en: 'This kind of {type} ({variant}) is not supported; save it as an ordinary RGB picture',
  },
  too_many_pixels: {
    kind: 'invalid',
    zh: '图片为 {width}×{height}；总像素最多 {maxPixels}，每边最多 {maxSide}',
    en: 'The picture is {width}×{height}; at most {maxPixels} pixels and {maxSide} on a side are allowed',
  },
  too_small: {
    kind: 'invalid',
    zh: '图片为 {width}×{height}，至少须为 {minWidth}×{minHeight}（R33、R35）',
    en: 'The picture is {width}×{height}; at least {minWidth}×{minHeight} is needed (R33, R35)',
  },
  too_wide: {
    kind: 'invalid',
    zh: '图片宽 {width} 像素，最多 {maxWidth} 像素（R35）',
    en: 'The picture is {width} pixels wide; at most {maxWidth} are allowed (R35)',
  },
  not_square: {
    kind: 'invalid',
    zh: '标识须为正方形，这张图片为 {width}×{height}（R33）',
    en: 'A logo is square; this picture is {width}×{height} (R33)',
  },
  too_elongated: {
    kind: 'invalid',
    zh: '图片为 {width}×{height}；长边最多为短边的 {most} 倍',
    en: 'The picture is {width}×{height}; its long side is at most {most} times the short one',
  },
  took_too_long: {
    kind: 'refused',
    zh: '这张图片未能在 {seconds} 秒内处理完；请缩小后再上传',
    en: 'This picture could not be worked on within {seconds} seconds; make it smaller and upload it again',
  },
  busy: {
    kind: 'limited',
    zh: '正在处理的图片太多，{retryAfter} 秒后可以再试',
    en: 'Too many pictures are being worked on; the next one is possible in {retryAfter} seconds',
  },
  quota_exceeded: {
    kind: 'refused',
    zh: '已存 {count} 张、{bytes} 字节；每个商家最多 {maxCount} 张、{maxBytes} 字节。删除不用的图片后再上传',
    en: '{count} pictures of {bytes} bytes are kept; a seller may have {maxCount} pictures and {maxBytes} bytes. Delete some that are not used and upload again',
  },
  in_use: {
    kind: 'conflict',
    zh: '这张图片正在使用，不能删除；先从使用它的地方换下',
    en: 'This picture is in use and cannot be deleted; replace it first where it is used',
  },
  too_many_attached: {
    kind: 'refused',
    zh: '“{purpose}”最多 {max} 张，这里有 {got} 张（R33–R35）',
    en: 'At most {max} pictures may be attached as “{purpose}”, not {got} (R33–R35)',
  },
  storage_unavailable: {
    kind: 'unavailable',
    zh: '图片存储暂时不可用，稍后再试',
    en: 'The storage of pictures is unavailable for now; try again later',
  },
})
