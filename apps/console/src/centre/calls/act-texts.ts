import { defineTexts } from '@loggia/ui'

/** What people can do about failing calls. */
export const callActTexts = defineTexts(
  {
    restart: {
      open: '重新启动',
      title: '重新启动这次调用',
      now: '立即再次发送，不等下一次计划时间。请求内容不变；如果失败，仍按计划重试。',
      parked: '对此商家的调用已暂停，本次调用也用于检查服务器是否恢复。',
      again:
        '这次调用已过截止时间，记录不再变化。云商店将按最新数据创建一次新的调用，排在同一服务的其他调用之后，失败时按计划重试。',
      actNow: '立即发送',
      actAgain: '创建新调用',
      keep: '取消',
      busy: '启动中',
      doneNow: '已安排立即发送',
      doneAgain: '已创建新的调用',
    },
    apply: {
      open: '重新处理响应',
      title: '重新处理这次调用的响应',
      text: '商家的响应已保存。云商店将再处理一次，不会向商家发送请求。如果仍然失败，调用保持原状，响应不会丢失。',
      act: '处理响应',
      keep: '取消',
      busy: '处理中',
      done: '响应已处理',
    },
    parked: {
      title: (time: string) => `对您的服务器的调用自 ${time} 起暂停。`,
      text: (time: string) =>
        `因连续失败，云商店已暂停调用。${time} 后的第一次调用用于检查服务器是否恢复，恢复后补发所有待发的调用。暂停期间，新购的截止时间不变，其他调用的截止时间顺延。`,
      nextCall: '目前没有待发的调用。下一次调用将立即发送，用于检查服务器是否恢复。',
      probing: '正在用一次调用检查服务器是否恢复，恢复后补发所有待发的调用。',
      probe: '服务器已恢复，立即重试',
      probeBusy: '安排中',
      probeDone: '下一次调用将立即发送',
    },
  },
  {
    restart: {
      open: 'Restart call',
      title: 'Restart this call?',
      now: 'The call is sent again now, ahead of its next scheduled attempt. Its content does not change. If it fails, it is retried as scheduled.',
      parked: 'Calls to this seller are paused. This one also checks whether the server has recovered.',
      again:
        'This call has passed its deadline and no longer changes. A new call is created with current values and queued after the other calls for this service. If it fails, it is retried as scheduled.',
      actNow: 'Send now',
      actAgain: 'Create new call',
      keep: 'Cancel',
      busy: 'Restarting',
      doneNow: 'The call is sent now',
      doneAgain: 'New call created',
    },
    apply: {
      open: 'Process response again',
      title: 'Process the response to this call again?',
      text: 'The seller’s response is saved. The marketplace processes it again and sends nothing to the seller. If that fails, the call stays as it is and the response is kept.',
      act: 'Process response',
      keep: 'Cancel',
      busy: 'Processing',
      done: 'Response processed',
    },
    parked: {
      title: (time: string) => `Calls to your server have been paused since ${time}.`,
      text: (time: string) =>
        `Several calls in a row failed. The first call after ${time} checks whether your server has recovered; if it has, all waiting calls are sent. Deadlines of new purchases do not move; all others are extended by the length of the pause.`,
      nextCall:
        'No call is waiting. The next call is sent at once and checks whether your server has recovered.',
      probing: 'A call is checking whether your server has recovered. If it has, all waiting calls are sent.',
      probe: 'My server is back: retry now',
      probeBusy: 'Scheduling',
      probeDone: 'The next call is sent at once',
    },
  },
)
