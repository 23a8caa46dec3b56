/** Whether the browser sends Global Privacy Control (https://w3c.github.io/gpc/) or Do Not Track. */
export function asksNotToBeTracked(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean }
  return !!globalPrivacyControl || doNotTrack === '1'
}
