-- A database as the program of 2026-11-29 left it, before 0002_ConfirmAndLease: its schema, and a row in every state. Never to be changed.
CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "detections" (
    "CorrelationId" TEXT NOT NULL CONSTRAINT "PK_detections" PRIMARY KEY,
    "CurrentState" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "SortKey" TEXT NOT NULL,
    "Recoveries" INTEGER NOT NULL,
    "QueuedAt" INTEGER NOT NULL,
    "SubmittedAt" INTEGER NULL,
    "StartedAt" INTEGER NULL,
    "FinishedAt" INTEGER NULL,
    "ImageBlob" TEXT NULL,
    "AnnotatedBlob" TEXT NULL,
    "ImageWidth" INTEGER NULL,
    "ImageHeight" INTEGER NULL,
    "Reference" TEXT NULL,
    "Options" TEXT NULL,
    "Worker" TEXT NULL,
    "Model" TEXT NULL,
    "Provider" TEXT NULL,
    "Detections" TEXT NULL,
    "Stages" TEXT NULL,
    "ErrorCode" TEXT NULL,
    "ErrorMessage" TEXT NULL,
    "ErrorRetryable" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_detections_SortKey" ON "detections" ("SortKey");

CREATE INDEX "IX_detections_CurrentState_SortKey" ON "detections" ("CurrentState", "SortKey");

CREATE INDEX "IX_detections_Reference_SortKey" ON "detections" ("Reference", "SortKey");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('0001_CreateDetections', '10.0.14');

INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt", "SubmittedAt", "ImageBlob", "Reference", "Options")
VALUES ('019B7C5A-0000-7000-8000-000000000001', 'Submitted', 1, '08de49ab974f9700-019b7c5a000070008000000000000001', 0, 639029198460000000, 639029198460000000, 'images/01/019b7c5a000070008000000000000001', 'camera 7, Straße 3', '{"confidence":0.4,"ioU":null,"classes":["bus","person"],"maxDetections":20,"model":"yolov8n","annotate":true,"reference":"camera 7, Straße 3"}');
INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt", "SubmittedAt", "ImageBlob", "Reference", "Options")
VALUES ('019B7C5A-0000-7000-8000-000000000002', 'Queued', 2, '08de49ab97e82d80-019b7c5a000070008000000000000002', 0, 639029198470000000, 639029198470000000, 'images/02/019b7c5a000070008000000000000002', 'camera 7, Straße 3', '{"confidence":0.4,"ioU":null,"classes":["bus","person"],"maxDetections":20,"model":"yolov8n","annotate":true,"reference":"camera 7, Straße 3"}');
INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt", "SubmittedAt", "ImageBlob", "Reference", "Options", "StartedAt", "Worker")
VALUES ('019B7C5A-0000-7000-8000-000000000003', 'Processing', 3, '08de49ab9880c400-019b7c5a000070008000000000000003', 1, 639029198480000000, 639029198480000000, 'images/03/019b7c5a000070008000000000000003', 'camera 7, Straße 3', '{"confidence":0.4,"ioU":null,"classes":["bus","person"],"maxDetections":20,"model":"yolov8n","annotate":true,"reference":"camera 7, Straße 3"}', 639029198485000000, 'host-4711');
INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt", "SubmittedAt", "ImageBlob", "Reference", "Options", "StartedAt", "Worker", "FinishedAt", "AnnotatedBlob", "ImageWidth", "ImageHeight", "Model", "Provider", "Detections", "Stages")
VALUES ('019B7C5A-0000-7000-8000-000000000004', 'Completed', 4, '08de49ab99195a80-019b7c5a000070008000000000000004', 0, 639029198490000000, 639029198490000000, 'images/04/019b7c5a000070008000000000000004', 'camera 7, Straße 3', '{"confidence":0.4,"ioU":null,"classes":["bus","person"],"maxDetections":20,"model":"yolov8n","annotate":true,"reference":"camera 7, Straße 3"}', 639029198495000000, 'host-4711', 639029198502860000, 'annotated/04/019b7c5a000070008000000000000004.jpg', 810, 1080, 'yolov8n', 'CPU', '[{"classId":5,"label":"bus","confidence":0.8732,"box":{"x":22.87,"y":231.28,"width":782.17,"height":525.5}}]', '{"queue":12,"fetch":0.31,"decode":9.84,"letterbox":1.12,"wait":0.05,"batchWait":0.03,"infer":58.02,"boxes":0.4,"annotate":8.03,"store":0.62,"total":78.61,"batchSize":1}');
INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt", "SubmittedAt", "ImageBlob", "Reference", "Options", "StartedAt", "Worker", "FinishedAt", "ErrorCode", "ErrorMessage", "ErrorRetryable")
VALUES ('019B7C5A-0000-7000-8000-000000000005', 'Failed', 5, '08de49ab99b1f100-019b7c5a000070008000000000000005', 0, 639029198500000000, 639029198500000000, 'images/05/019b7c5a000070008000000000000005', 'camera 7, Straße 3', '{"confidence":0.4,"ioU":null,"classes":["bus","person"],"maxDetections":20,"model":"yolov8n","annotate":true,"reference":"camera 7, Straße 3"}', 639029198505000000, 'host-4711', 639029198506000000, 'image_corrupt', 'The picture''s data is damaged.', 0);
INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt", "StartedAt", "Worker")
VALUES ('019B7C5A-0000-7000-8000-000000000006', 'Processing', 0, '08de49ab9a4a8780-019b7c5a000070008000000000000006', 0, 639029198510000000, 639029198510000000, 'host-4711');
