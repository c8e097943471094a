import { defineTexts } from '@loggia/ui'

/** What people can do about failing calls. */
export const callActTexts = defineTexts(
  {
    restart: {
      open: '重新启动',
      title: '重新启动这次调用',
      now: '云商店现在就再发一次，不等下一次计划的时间。内容不变；如果又失败，按原计划继续重试。',
      parked: '对商家的调用正处于暂停状态，这一次同时用来检查服务器是否恢复。',
      again:
        '这次调用的期限已到，它不再改变。云商店以今天的数据新建一次调用，排在同一服务的其他调用之后，失败时按计划重试。',
      actNow: '现在再发一次',
      actAgain: '新建调用',
      keep: '不重新启动',
      busy: '正在启动',
      doneNow: '已安排立即发出',
      doneAgain: '已新建调用',
    },
    apply: {
      open: '重新处理应答',
      title: '重新处理这次调用的应答',
      text: '商家的应答已保存。云商店再处理一次，不向商家发出任何请求。如果仍不成功，调用保持原状，应答不会丢失。',
      act: '处理应答',
      keep: '暂不处理',
      busy: '正在处理',
      done: '应答已处理',
    },
    parked: {
      title: (time: string) => `对您的服务器的调用从 ${time} 起暂停。`,
      text: (time: string) =>
        `连续失败之后，云商店不再发出新的调用，${time} 用其中一次检查服务器是否恢复，成功后全部补发。新购的期限照常计算，其他调用的期限顺延。`,
      probing: '正在用一次调用检查服务器是否恢复，成功后全部补发。',
      probe: '服务器已恢复，立即试发',
      probeBusy: '正在安排',
      probeDone: '已安排试发',
    },
  },
  {
    restart: {
      open: 'Restart call',
      title: 'Restart this call',
      now: 'The call is sent again now instead of at its next planned time. What it says stays the same; if it fails again, the planned tries go on.',
      parked: 'Calls to the seller are parked: this one also finds out whether the server is well again.',
      again:
        'The time of this call is over, and it stays as it is. A new call is made with today’s values, at the end of its service’s lane; if it fails, it is retried as planned.',
      actNow: 'Send it now',
      actAgain: 'Make a new call',
      keep: 'Leave it',
      busy: 'Restarting',
      doneNow: 'It goes out now',
      doneAgain: 'A new call was made',
    },
    apply: {
      open: 'Apply the answer again',
      title: 'Apply the answer of this call again',
      text: 'The seller’s answer is kept. The marketplace acts on it once more; nothing is sent to the seller. If that fails again, the call stays as it is and no answer is lost.',
      act: 'Apply the answer',
      keep: 'Not now',
      busy: 'Applying',
      done: 'The answer was applied',
    },
    parked: {
      title: (time: string) => `Calls to your server have been parked since ${time}.`,
      text: (time: string) =>
        `After failures in a row no more calls go out; at ${time} one of them finds out whether your server is well again, and if it is, all are caught up. The time of a purchase runs on; every other call’s is extended.`,
      probing: 'A call is finding out whether your server is well again; if it is, all are caught up.',
      probe: 'My server is well again: try now',
      probeBusy: 'Arranging',
      probeDone: 'A try goes out now',
    },
  },
)
