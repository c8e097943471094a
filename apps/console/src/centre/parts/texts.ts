import { defineTexts } from '@loggia/ui'

/** Texts that all pages of the centres share. */
export const partTexts = defineTexts(
  {
    loading: '正在载入',
    retry: '再试一次',
    retrying: '正在重试',
    requestId: '请求号',
    loadedAt: (time: string) => `没有更新成功，以下是 ${time} 载入的内容。`,
    more: '载入更多',
    loadingMore: '正在载入',
    shown: (count: string) => `已显示 ${count} 项`,
    shownAll: (count: string) => `共 ${count} 项`,
    moreActs: '更多操作',
    moreOf: (name: string) => `更多操作：“${name}”`,
    close: '关闭',
    cancel: '取消',
    problem: {
      unreachable: {
        title: '连不上云商店',
        text: '网络已断开，或者云商店没有应答。已经提交的内容不受影响。',
      },
      unreadable: { title: '这部分内容没有载入', text: '云商店的应答读不出来。您的数据不受影响。' },
      failed: {
        title: '这部分内容没有载入',
        text: '云商店在处理这次请求时出了故障，已记录。您的数据不受影响。',
      },
      notFound: { title: '没有找到', text: '它不存在，或者不属于您的企业。' },
      forbidden: { title: '没有权限', text: '您的角色不能查看这部分内容。' },
    },
    notSent: '没有提交：连不上云商店。网络恢复后再提交一次。',
    notKnown: '云商店在处理时出了故障，不知道是否已经完成。刷新页面查看结果后再决定是否重试。',
  },
  {
    loading: 'Loading',
    retry: 'Try again',
    retrying: 'Trying again',
    requestId: 'Request ID',
    loadedAt: (time: string) => `This could not be refreshed. It was loaded at ${time}.`,
    more: 'Load more',
    loadingMore: 'Loading',
    shown: (count: string) => `${count} shown`,
    shownAll: (count: string) => `${count} in all`,
    moreActs: 'More actions',
    moreOf: (name) => `More actions: ${name}`,
    close: 'Close',
    cancel: 'Cancel',
    problem: {
      unreachable: {
        title: 'The marketplace cannot be reached',
        text: 'The network is down, or the marketplace does not answer. What you have submitted is safe.',
      },
      unreadable: {
        title: 'This part did not load',
        text: 'The answer of the marketplace could not be read. Your data is safe.',
      },
      failed: {
        title: 'This part did not load',
        text: 'The marketplace failed while it handled the request; this is on record. Your data is safe.',
      },
      notFound: {
        title: 'Not found',
        text: 'It does not exist, or it does not belong to your organisation.',
      },
      forbidden: { title: 'No permission', text: 'Your role may not see this.' },
    },
    notSent: 'Not submitted: the marketplace cannot be reached. Submit again once the network is back.',
    notKnown:
      'The marketplace failed while it handled this, and the result is not known. Reload the page to see it before you try again.',
  },
)
