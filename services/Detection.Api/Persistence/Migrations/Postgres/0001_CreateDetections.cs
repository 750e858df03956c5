using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Detection.Api.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CreateDetections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "detections",
                columns: table => new
                {
                    CorrelationId = table.Column<Guid>(type: "uuid", nullable: false),
                    CurrentState = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    SortKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Recoveries = table.Column<int>(type: "integer", nullable: false),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    SubmittedAt = table.Column<long>(type: "bigint", nullable: true),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    ImageBlob = table.Column<string>(type: "text", nullable: true),
                    AnnotatedBlob = table.Column<string>(type: "text", nullable: true),
                    ImageWidth = table.Column<int>(type: "integer", nullable: true),
                    ImageHeight = table.Column<int>(type: "integer", nullable: true),
                    Reference = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Options = table.Column<string>(type: "text", nullable: true),
                    Worker = table.Column<string>(type: "text", nullable: true),
                    Model = table.Column<string>(type: "text", nullable: true),
                    Provider = table.Column<string>(type: "text", nullable: true),
                    Detections = table.Column<string>(type: "text", nullable: true),
                    Stages = table.Column<string>(type: "text", nullable: true),
                    ErrorCode = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ErrorMessage = table.Column<string>(type: "text", nullable: true),
                    ErrorRetryable = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_detections", x => x.CorrelationId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_detections_CurrentState_SortKey",
                table: "detections",
                columns: new[] { "CurrentState", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_detections_Reference_SortKey",
                table: "detections",
                columns: new[] { "Reference", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_detections_SortKey",
                table: "detections",
                column: "SortKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "detections");
        }
    }
}
