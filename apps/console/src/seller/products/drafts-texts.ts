import { defineTexts } from '@loggia/ui'

/** The unfinished drafts above the list of products. */
export const draftsTexts = defineTexts(
  {
    title: '未完成的草稿',
    columns: { product: '商品', progress: '进度', saved: '最近保存', acts: '操作' },
    progress: (done: number, of: number) => `草稿，${done}/${of}`,
    changeProgress: (done: number, of: number) => `修改草稿，${done}/${of}`,
    continue: '继续编辑',
    continueOf: (name: string) => `继续编辑：${name}`,
    remove: '删除草稿',
    removeOf: (name: string) => `删除草稿：${name}`,
    removal: {
      title: '删除此草稿？',
      text: '草稿中的内容将被删除，无法恢复。',
      textOfChange: '草稿中的修改将被删除，无法恢复。商品原有的内容不变。',
      act: '删除草稿',
      keep: '保留草稿',
      busy: '删除中',
      done: '草稿已删除',
    },
  },
  {
    title: 'Unfinished drafts',
    columns: { product: 'Product', progress: 'Progress', saved: 'Last saved', acts: 'Actions' },
    progress: (done: number, of: number) => `Draft · ${done} of ${of}`,
    changeProgress: (done: number, of: number) => `Draft of a change · ${done} of ${of}`,
    continue: 'Continue',
    continueOf: (name: string) => `Continue ${name}`,
    remove: 'Delete draft',
    removeOf: (name: string) => `Delete the draft ${name}`,
    removal: {
      title: 'Delete this draft?',
      text: 'What the draft contains is deleted and cannot be restored.',
      textOfChange:
        'The changes in the draft are deleted and cannot be restored. The product keeps its current content.',
      act: 'Delete draft',
      keep: 'Keep draft',
      busy: 'Deleting',
      done: 'Draft deleted',
    },
  },
)
