import { useToast } from '@loggia/ui'

/** What a dialog does after its act: it says that it is done, and closes. */
export function useDone(done: string, onClose: () => void) {
  const toast = useToast()
  return {
    onSuccess: () => {
      toast.success(done)
      onClose()
    },
  }
}
