// A network learns a curve from noisy samples: the C# twin of 05-train-a-network.fsx, as a file of its own:
//
//   dotnet run examples/csharp/TrainANetwork.cs
#:project ../../src/Gsp.Networks/Gsp.Networks.csproj
#:property PublishAot=false
#:property TreatWarningsAsErrors=false

using Gsp.Networks;
using Gsp.Random;

var random = new RandomStream(1);
var noise = new double[400];
random.Split("noise").FillNormal(noise);
double[,] inputs = new double[400, 1];
double[,] targets = new double[400, 1];
for (int i = 0; i < 400; i++)
{
    inputs[i, 0] = (6.0 * (i * 89 % 400) / 400) - 3;
    targets[i, 0] = Math.Sin(2 * inputs[i, 0]) + (0.1 * noise[i]);
}

using var space = new Workspace<float>();
var model = new Sequential<float>(
    new Linear<float>(space, 1, 64, random.Split("first")),
    new Activation<float>(space, x => x.Relu()),
    new Linear<float>(space, 64, 64, random.Split("second")),
    new Activation<float>(space, x => x.Relu()),
    new Linear<float>(space, 64, 1, random.Split("third"))
);
using var adam = new Adam<float>(model.NamedParameters(), new() { LearningRate = 3e-3 });
var trainer = new Trainer<float, Examples<float>>(
    model,
    adam,
    new ArrayDataset<float>(space, inputs, targets),
    (batch, _) =>
    {
        Tensor<float> error = model.Forward(batch.Inputs) - batch.Targets;
        return (error * error).Mean();
    },
    random.Split("run"),
    new TrainerOptions { Steps = 1000 }
);
Console.WriteLine(trainer.Run());

model.Save("out/examples/TrainANetwork.safetensors");
double[,] predicted = model.Predict(inputs);
Console.WriteLine($"at {inputs[0, 0]}: {predicted[0, 0]:F3}, sin(2x) is {Math.Sin(2 * inputs[0, 0]):F3}");
