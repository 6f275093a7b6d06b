// The `#r` lines that every script loads. Build once before: dotnet build -c Release
#I "../src/Gsp.FSharp/bin/Release/net10.0"
#r "MathNet.Numerics.dll"
#r "Gsp.Core.dll"
#r "Gsp.Recordings.dll"
#r "Gsp.Networks.dll"
#r "Gsp.FSharp.dll"
