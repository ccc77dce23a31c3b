/** Whether the tests run in WebKitGTK, whose driver can neither resize its window nor move a pointer. */
export const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);
