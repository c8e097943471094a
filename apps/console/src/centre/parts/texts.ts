import { defineTexts } from '@loggia/ui'

/** Texts that all pages of the centres share. */
export const partTexts = defineTexts(
  {
    loading: '加载中',
    retry: '重试',
    retrying: '重试中',
    requestId: '请求 ID',
    loadedAt: (time: string) => `刷新失败，当前显示 ${time} 加载的内容。`,
    more: '加载更多',
    loadingMore: '加载中',
    shown: (count: string) => `已显示 ${count} 项`,
    shownAll: (count: string) => `共 ${count} 项`,
    moreActs: '更多操作',
    moreOf: (name: string) => `更多操作：“${name}”`,
    csv: { act: '导出 CSV', note: '导出当前筛选结果，最多 50,000 行' },
    close: '关闭',
    notShown: { title: '此部分未能显示', text: '您的数据不受影响，可重试；仍未显示时，刷新页面。' },
    notLoaded: {
      title: '未能打开',
      text: '网络可能已断开，或者云商店刚刚更新。可重试；仍未打开时，刷新页面。',
    },
    cancel: '取消',
    problem: {
      unreachable: {
        title: '无法连接云商店',
        text: '网络已断开，或者云商店没有响应。已提交的内容不受影响。',
      },
      unreadable: { title: '内容加载失败', text: '返回的数据无法识别。您的数据不受影响，可稍后重试。' },
      failed: { title: '内容加载失败', text: '云商店处理请求时出错，错误已记录。您的数据不受影响。' },
      notFound: { title: '内容不存在', text: '地址可能有误，或者内容属于其他账号。' },
      forbidden: { title: '没有权限', text: '您没有查看此内容的权限，可联系主账号授权。' },
    },
    notSent: '提交失败：无法连接云商店。网络恢复后重新提交即可。',
    notKnown: '云商店处理时出错，暂时无法确认是否已完成。刷新页面查看结果，再决定是否重试。',
  },
  {
    loading: 'Loading',
    retry: 'Try again',
    retrying: 'Trying again',
    requestId: 'Request ID',
    loadedAt: (time: string) => `This could not be refreshed. You are seeing what was loaded at ${time}.`,
    more: 'Load more',
    loadingMore: 'Loading',
    shown: (count: string) => `${count} shown`,
    shownAll: (count: string) => `${count} in total`,
    moreActs: 'More actions',
    moreOf: (name) => `More actions: ${name}`,
    csv: { act: 'Export CSV', note: 'Exports what the filters match, at most 50,000 rows' },
    close: 'Close',
    notShown: {
      title: 'This part could not be shown',
      text: 'Your data is safe. Try again; if it still does not appear, reload the page.',
    },
    notLoaded: {
      title: 'This did not open',
      text: 'You may be offline, or the marketplace has just been updated. Try again; if it still does not open, reload the page.',
    },
    cancel: 'Cancel',
    problem: {
      unreachable: {
        title: 'The marketplace cannot be reached',
        text: 'You may be offline, or the marketplace is not responding. Anything you have submitted is safe.',
      },
      unreadable: {
        title: 'This content did not load',
        text: 'The response could not be read. Your data is safe. Try again later.',
      },
      failed: {
        title: 'This content did not load',
        text: 'Something failed on our side and has been logged. Your data is safe.',
      },
      notFound: {
        title: 'Not found',
        text: 'The address may be wrong, or this belongs to another account.',
      },
      forbidden: {
        title: 'No permission',
        text: 'You do not have permission to view this. An owner can grant it.',
      },
    },
    notSent: 'Not submitted: the marketplace cannot be reached. Submit again when you are back online.',
    notKnown:
      'Something failed on our side, and we cannot tell whether this was completed. Reload the page to check before you try again.',
  },
)
