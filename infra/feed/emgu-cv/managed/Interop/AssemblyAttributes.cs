using System.Runtime.CompilerServices;

// Everything that crosses is blittable: no marshalling stubs are needed.
[assembly: DisableRuntimeMarshalling]
