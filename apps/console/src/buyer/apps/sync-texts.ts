import { defineTexts } from '@loggia/ui'

/** What the seller was told, and the decisions about what it did not confirm. */
export const syncTexts = defineTexts(
  {
    standing: {
      title: '商家侧状态',
      of: '内容',
      departments: '部门',
      people: '授权人员',
      confirmed: '已确认',
      waiting: '待同步',
      failed: '失败',
      leftOut: '已跳过',
    },
    reconcile: {
      act: '与企业核对',
      busy: '核对中',
      text: '将商家应有的信息与企业重新核对，不一致的会自动同步。每天也会自动核对一次。',
      last: '上次核对',
      never: '尚未核对',
      same: '核对完成，没有差异。',
      differing: (count: string, _count: number) => `发现 ${count} 项差异，正在同步。`,
    },
    repeat: {
      act: (count: string, _count: number) => `重新同步已跳过的 ${count} 项`,
      one: '重新同步',
      oneOf: (n: string) => `重新同步第 ${n} 批`,
      busy: '提交中',
      done: (count: string, items: number) =>
        items === 0 ? '没有需要重新同步的内容' : `${count} 项将重新同步`,
    },
    batches: {
      title: '同步批次',
      lead: '最新的在前。每批是对商家的一次通知。',
      columns: { what: '内容', state: '状态', created: '时间', more: '详情' },
      number: (n: string) => `第 ${n} 批`,
      empty: { title: '暂无同步批次', text: '企业、部门或授权有变化时，会在这里列出。' },
      show: (n: string) => `查看第 ${n} 批`,
      hide: (n: string) => `收起第 ${n} 批`,
    },
    detail: {
      ended: '完成时间',
      decided: '处理时间',
      by: '处理人',
      reason: '原因',
      tried: '最近一次尝试',
      answer: '商家的响应',
      verdict: '判定',
      none: '尚未收到商家的响应。',
      items: (count: string, _count: number) => `包含的内容（${count} 项）`,
      notKept: '商家确认后不再保留明细。',
      more: '显示更多',
      loading: '加载中',
    },
    asks: {
      title: '同步失败，请决定如何继续',
      text: '商家的服务器多次未确认。决定之前，此应用的后续变化不会同步。',
      stuck: {
        title: '商家的服务器暂未确认',
        text: '云商店会继续重试，商家恢复后自动完成。如不再等待，可以放弃绑定。',
      },
      repeat: {
        act: '重新同步',
        text: '按企业当前的信息再次通知商家。适合商家已恢复的情况。',
        busy: '提交中',
        done: '正在重新同步',
      },
      continue: {
        act: '跳过',
        text: '商家不会收到此批内容，后续变化照常同步。之后可以重新同步。',
        title: '跳过此批内容？',
        do: '跳过',
        busy: '提交中',
        done: '已跳过',
      },
      give_up: {
        act: '放弃绑定',
        text: '不再绑定到企业，已授权的人员不能使用应用。服务保留，可重新绑定。',
        title: '放弃绑定？',
        do: '放弃绑定',
        busy: '提交中',
        done: '已放弃绑定',
      },
      endingText: '不再通知商家，直接结束绑定。商家侧可能仍有此企业的信息。',
      reason: '原因（可选）',
      reasonHint: '最多 500 个字符，会写入操作记录。',
      keep: '取消',
    },
  },
  {
    standing: {
      title: 'What the seller knows',
      of: 'What',
      departments: 'Departments',
      people: 'People with access',
      confirmed: 'Confirmed',
      waiting: 'Waiting',
      failed: 'Failed',
      leftOut: 'Left out',
    },
    reconcile: {
      act: 'Compare with the company',
      busy: 'Comparing',
      text: 'Compares what the seller should know with the company; what differs is synchronised. This also happens once a day.',
      last: 'Last compared',
      never: 'Not compared yet',
      same: 'Compared: there are no differences.',
      differing: (text, count) =>
        count === 1
          ? '1 difference was found and is being synchronised.'
          : `${text} differences were found and are being synchronised.`,
    },
    repeat: {
      act: (text, count) =>
        count === 1 ? 'Repeat the 1 item left out' : `Repeat the ${text} items left out`,
      one: 'Repeat',
      oneOf: (n) => `Repeat batch ${n}`,
      busy: 'Repeating',
      done: (text, count) =>
        count === 0
          ? 'Nothing needs repeating'
          : count === 1
            ? '1 item is sent again'
            : `${text} items are sent again`,
    },
    batches: {
      title: 'Batches',
      lead: 'Newest first. In each batch the seller is told of one kind of change.',
      columns: { what: 'What', state: 'State', created: 'Time', more: 'Details' },
      number: (n) => `Batch ${n}`,
      empty: {
        title: 'No batches yet',
        text: 'When the company, a department or an assignment changes, it is listed here.',
      },
      show: (n) => `Show batch ${n}`,
      hide: (n) => `Hide batch ${n}`,
    },
    detail: {
      ended: 'Ended',
      decided: 'Decided',
      by: 'By',
      reason: 'Reason',
      tried: 'Last attempt',
      answer: 'Response of the seller',
      verdict: 'Verdict',
      none: 'The seller has not responded yet.',
      items: (text, count) => (count === 1 ? 'What is in it (1 item)' : `What is in it (${text} items)`),
      notKept: 'What was in it is not kept once the seller has confirmed.',
      more: 'Show more',
      loading: 'Loading',
    },
    asks: {
      title: 'Synchronisation failed: decide how it goes on',
      text: 'The seller’s server did not confirm this after several attempts. No other changes of this app are sent until you decide.',
      stuck: {
        title: 'The seller’s server has not confirmed yet',
        text: 'It is tried again, and goes on automatically once the seller’s server works. If you do not want to wait, give up the connection.',
      },
      repeat: {
        act: 'Synchronise again',
        text: 'The seller is told again, with what is in the company now. Choose this if the seller’s server works again.',
        busy: 'Sending',
        done: 'Synchronising again',
      },
      continue: {
        act: 'Go on without it',
        text: 'The seller does not learn of this; other changes are sent as usual. You can repeat it later.',
        title: 'Go on without this?',
        do: 'Go on without it',
        busy: 'Saving',
        done: 'Left out',
      },
      give_up: {
        act: 'Give up the connection',
        text: 'The service is disconnected from the company, and nobody can use it. You keep the service and can connect it again.',
        title: 'Give up the connection?',
        do: 'Give up the connection',
        busy: 'Giving up',
        done: 'The connection is given up',
      },
      endingText:
        'The connection ends without telling the seller, whose server may still have data of this company.',
      reason: 'Reason (optional)',
      reasonHint: 'Up to 500 characters; it is kept in the record.',
      keep: 'Cancel',
    },
  },
)
