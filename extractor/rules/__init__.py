"""The rules reader: tables read deterministically by aligning what stands there to the form's own sequence."""
