export { type S3Options, s3Uploads } from './s3-uploads.ts';
export type { StoredFile, UploadQuota, UploadStorage, UploadsOption, UploadTarget } from './upload-storage.ts';
