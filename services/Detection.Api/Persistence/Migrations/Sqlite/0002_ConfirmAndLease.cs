using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Detection.Api.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ConfirmAndLease : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ConfirmedAt",
                table: "detections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeaseUntil",
                table: "detections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RepublishedAt",
                table: "detections",
                type: "INTEGER",
                nullable: true);

            // Whether the broker has confirmed the command was the state Submitted or Queued; now ConfirmedAt says it.
            migrationBuilder.Sql(
                """
                UPDATE detections SET "ConfirmedAt" = "QueuedAt" WHERE "CurrentState" IN ('Queued', 'Processing');
                UPDATE detections SET "CurrentState" = 'Queued' WHERE "CurrentState" = 'Submitted';
                """);

            migrationBuilder.CreateIndex(
                name: "IX_detections_Unconfirmed",
                table: "detections",
                column: "SortKey",
                filter: "\"ConfirmedAt\" IS NULL AND \"FinishedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                UPDATE detections SET "CurrentState" = 'Submitted' WHERE "CurrentState" = 'Queued' AND "ConfirmedAt" IS NULL;
                """);

            migrationBuilder.DropIndex(
                name: "IX_detections_Unconfirmed",
                table: "detections");

            migrationBuilder.DropColumn(
                name: "ConfirmedAt",
                table: "detections");

            migrationBuilder.DropColumn(
                name: "LeaseUntil",
                table: "detections");

            migrationBuilder.DropColumn(
                name: "RepublishedAt",
                table: "detections");
        }
    }
}
