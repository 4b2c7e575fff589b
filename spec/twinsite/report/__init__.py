"""What people see: tables, sequence charts, diagrams."""
