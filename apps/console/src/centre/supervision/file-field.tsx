import { TextField } from '../parts/fields.tsx'
import type { useChosenFile } from '../parts/chosen-file.ts'

/** What may be uploaded to a supervised delivery; some systems know only the endings. */
export const acceptedFiles =
  'application/pdf,image/png,image/jpeg,application/zip,.zip,text/plain,.txt,text/csv,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,.xlsx'

export const FileField = (props: {
  readonly texts: { readonly file: string; readonly fileHint: string }
  readonly file: ReturnType<typeof useChosenFile>
}) => (
  <TextField
    type="file"
    name="file"
    label={props.texts.file}
    hint={props.texts.fileHint}
    error={props.file.error}
    accept={acceptedFiles}
    onChange={props.file.choose}
  />
)
