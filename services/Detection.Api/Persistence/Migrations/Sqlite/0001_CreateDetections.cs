using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Detection.Api.Persistence.Migrations.Sqlite
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
                    CorrelationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CurrentState = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Recoveries = table.Column<int>(type: "INTEGER", nullable: false),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ImageBlob = table.Column<string>(type: "TEXT", nullable: true),
                    AnnotatedBlob = table.Column<string>(type: "TEXT", nullable: true),
                    ImageWidth = table.Column<int>(type: "INTEGER", nullable: true),
                    ImageHeight = table.Column<int>(type: "INTEGER", nullable: true),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Options = table.Column<string>(type: "TEXT", nullable: true),
                    Worker = table.Column<string>(type: "TEXT", nullable: true),
                    Model = table.Column<string>(type: "TEXT", nullable: true),
                    Provider = table.Column<string>(type: "TEXT", nullable: true),
                    Detections = table.Column<string>(type: "TEXT", nullable: true),
                    Stages = table.Column<string>(type: "TEXT", nullable: true),
                    ErrorCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ErrorMessage = table.Column<string>(type: "TEXT", nullable: true),
                    ErrorRetryable = table.Column<bool>(type: "INTEGER", nullable: true)
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
