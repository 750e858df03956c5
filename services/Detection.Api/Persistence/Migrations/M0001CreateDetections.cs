using Detection.Api.Saga;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Detection.Api.Persistence.Migrations;

/// <summary>The table of detections. Column types are left to each database's provider.</summary>
[DbContext(typeof(DetectionDbContext))]
[Migration("0001_CreateDetections")]
internal sealed class M0001CreateDetections : Migration
{
    private const string Table = "detections";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            Table,
            table => new
            {
                CorrelationId = table.Column<Guid>(),
                CurrentState = table.Column<string>(maxLength: 16),
                Version = table.Column<int>(),
                SortKey = table.Column<string>(maxLength: 64),
                Recoveries = table.Column<int>(),
                QueuedAt = table.Column<long>(),
                SubmittedAt = table.Column<long>(nullable: true),
                StartedAt = table.Column<long>(nullable: true),
                FinishedAt = table.Column<long>(nullable: true),
                ImageBlob = table.Column<string>(nullable: true),
                AnnotatedBlob = table.Column<string>(nullable: true),
                ImageWidth = table.Column<int>(nullable: true),
                ImageHeight = table.Column<int>(nullable: true),
                Reference = table.Column<string>(maxLength: 256, nullable: true),
                Options = table.Column<string>(nullable: true),
                Worker = table.Column<string>(nullable: true),
                Model = table.Column<string>(nullable: true),
                Provider = table.Column<string>(nullable: true),
                Detections = table.Column<string>(nullable: true),
                Stages = table.Column<string>(nullable: true),
                ErrorCode = table.Column<string>(maxLength: 64, nullable: true),
                ErrorMessage = table.Column<string>(nullable: true),
                ErrorRetryable = table.Column<bool>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_detections", row => row.CorrelationId));

        migrationBuilder.CreateIndex("IX_detections_SortKey", Table, nameof(DetectionState.SortKey), unique: true);
        migrationBuilder.CreateIndex(
            "IX_detections_CurrentState_SortKey", Table, [nameof(DetectionState.CurrentState), nameof(DetectionState.SortKey)]);
        migrationBuilder.CreateIndex(
            "IX_detections_Reference_SortKey", Table, [nameof(DetectionState.Reference), nameof(DetectionState.SortKey)]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(Table);
}
